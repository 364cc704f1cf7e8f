# The fixed words of components
cancel = Cancel
close = Close
undo = Undo
loading = Loading
field-required = Required
rating-stars = { $count ->
    [one] { $count } star
   *[other] { $count } stars
}
rating-given = { $given } of { $of } stars
rating-take-back = Take the rating back
file-camera = Take a picture
money-in-capitals = { $amount } ({ $capitals })
link-new-tab = (opens in a new tab)
error-trace = Request { $id }
breadcrumb = Where you are
requirement = What is asked
progress-done = Done
progress-now = In progress
progress-todo = To come
progress-refused = Refused
progress-returned = Returned
person-picker-search = Name or pinyin initials
person-picker-people = People to choose
person-picker-nobody = Nobody found; try another spelling
person-picker-remove = Remove { $name }
table-sort = Sort by { $column }
pager = Pages
pager-place = { $from }–{ $to } of { $total }
pager-none = Nothing
pager-sizes = Per page
pager-size = { $size } per page
pager-page = Page { $page }
pager-previous = Previous page
pager-next = Next page
theme = Theme
theme-system = System
theme-light = Light
theme-dark = Dark
language = Language
language-zh = 中文
language-en = English

# The frame of the pages
brand = Lianban
brand-sign = 办
skip-to-content = Skip to content
navigation = Main navigation
navigation-views = Saved views
more = More
place-inbox = Inbox
place-start = Start
place-mine = Started by me
place-administration = Administration
search = Search
search-example = Matters, processes, people
person-menu = Menu of { $name }
person-menu-settings = My settings
sign-out = Sign out

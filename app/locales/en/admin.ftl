# Administration
admin-people = People
admin-departments = Departments
admin-posts = Posts
admin-roles = Roles
admin-processes = Processes
admin-new-person = New person
admin-new-department = New department
admin-new-post = New post
admin-new-role = New role
admin-new-process = New process
admin-filter = Filter by name or ID
admin-empty = Nothing here
admin-none = There is nothing in this list yet.
admin-none-found = Nothing in this list matches your words.
admin-show-all = Show all
admin-name = Name
admin-id = ID
admin-department = Department
admin-account = Account
admin-account-none = No account
admin-account-active = Can sign in
admin-account-disabled = Disabled
admin-left = Left
admin-parent = Part of
admin-head = Head
admin-members = Members
admin-holders = Held by
admin-deputy = Deputised by
admin-permissions = Allows
permission-manage-organisation = Manage the organisation
permission-manage-definitions = Manage processes
permission-read-definitions = See definitions
permission-read-instances = See all matters
permission-operate-instances = Operate all matters
admin-owner = Owned by
admin-version = Version
admin-published = Published
admin-draft = Draft
admin-draft-good = Can be published
admin-draft-errors = { $count ->
    [one] One error
   *[other] { $count } errors
}
admin-running = Running

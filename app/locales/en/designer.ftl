### The designer: drawing a process.

designer-title = Process designer
designer-needs-script = The designer needs script. The text can be edited on the process's page.
designer-back = Back to the process's page
designer-back-to = Back to { $process }
designer-canvas = Canvas of the process
designer-canvas-help = Arrow keys go from step to step, A adds the next one, C connects, E renames, Delete removes, question mark lists all keys.
designer-tools = Tools of the canvas
designer-map = Map of the drawing
designer-pad = What can be done with the chosen element
designer-append = Add what comes next
designer-insert = Insert a step here
designer-connect = Connect to …
designer-move = Move to …
designer-remove = Remove
designer-collapse = Collapse the sub-process
designer-expand = Expand the sub-process
designer-enter = Open the called process
designer-calls-nothing = It is not said yet which process is called
designer-more = More
designer-as-file = Download as a file
designer-as-bpmn = Download as BPMN 2.0
designer-discard = Give the draft up
designer-discard-what = What was changed in the draft is deleted; the version in force stays. A process that was never published is gone with it.
designer-on-a-step = An event of this kind is placed on a step
designer-undone = Taken back: { $step }
designer-redone = Done again: { $step }
designer-undo = Undo: { $step }
designer-redo = Redo: { $step }
designer-pick-target = Choose the step that it leads to; Esc gives up.
designer-pick-place = Press where it should go; on a connection it goes in between.
designer-pick-where = Press where it should be moved to.
designer-copied = { $count ->
     [one] { $count } element copied
   *[other] { $count } elements copied
    }
designer-nothing-to-paste = There is no part of a process on the clipboard
designer-told = { $kind } “{ $name }”, then { $next }
designer-told-last = { $kind } “{ $name }”, nothing after it
designer-fixed = Read only
designer-kept = Saved
designer-keeping = Saving …
designer-offline = Offline, kept on this device
designer-signed-out = Signed out, kept on this device
designer-others = { $names } are editing, too
designer-clean = No findings
designer-remarks = { $count ->
     [one] { $count } remark
   *[other] { $count } remarks
    }
designer-errors = { $count ->
     [one] { $count } error
   *[other] { $count } errors
    }
designer-publish = Publish
designer-publish-title = Publish the process
designer-differences = What is different from version { $version }, in force
designer-comparing = Comparing …
designer-look = See the errors
designer-view = View
designer-simple = Simple
designer-free = Canvas
simple-label = Steps of the process
simple-none = This process cannot be shown as a tree
simple-on-canvas = See it on the canvas
simple-put-here = Put it here
simple-branches = Branches
simple-add-branch = Add a branch
simple-branch = Branch { $place }
simple-otherwise = Otherwise
simple-priority = Priority { $place }
simple-branch-left = Move the branch to the left
simple-branch-right = Move the branch to the right
simple-branch-copy = Copy the branch
simple-branch-remove = Remove the branch
simple-end-here = End here
simple-go-on = Go on with the others
dispute-title = Both of you changed the same
dispute-what = You and somebody else both changed: { $names }. Everything else was brought together. Whose change holds here?
dispute-mine = Keep mine
dispute-theirs = Take theirs
palette-label = Elements
palette-people = People
palette-ways = Ways
palette-events = Events
palette-automatic = Automatic
palette-nested = Nested
palette-templates = Ready-made parts
palette-own = My parts
chooser-label = Search elements
chooser-example = Name
chooser-nothing = There is no such element
own-manage = Manage my parts
own-what = The chosen steps, and what connects them, are kept in this browser; you can use them in every process that you open.
own-name = Name of the part
own-keep = Keep the part
own-kept = The part “{ $name }” is kept
own-nothing = No parts are kept yet. Choose a few steps to keep them as one.
own-remove = Remove the part
own-remove-what = “{ $name }” will not be offered any more. Steps that were put into processes stay.
panel-label = Properties
panel-element = Properties
panel-findings = Findings
panel-name = Name
panel-edge-name = Words on it
panel-requirement = What is asked for
panel-requirement-hint = A sentence or two that whoever handles it sees
panel-who = Who is asked
panel-nobody = Nobody yet
panel-control = Control point
panel-control-hint = Never skipped, passed by itself or removed
panel-interrupting = Ends the step
panel-interrupting-hint = Without it the step goes on
panel-connection = Connection
panel-when = Condition
panel-when-hint = A FEEL expression, such as amount > 5000
panel-default = Default
panel-default-hint = Taken when no other is
panel-lane = Lane
panel-remove-lane = Remove the lane
panel-new-lane = New lane
panel-add-lane = Add a lane
panel-process = Process
panel-purpose = Purpose
panel-counts = { $steps } elements, { $ways } connections
panel-several = { $count ->
     [one] { $count } element chosen
   *[other] { $count } elements chosen
    }
panel-no-findings = Nothing was found
panel-play = Play
play-wait = Reading who is who …
play-errors = The draft has errors; it can be played when they are mended
play-nobody = Nobody may start it
play-begin = Begin
play-next = What happens next
play-back = Step back
play-through = To the end
play-watch = Watch it
play-stop = Stop playing
play-changed = The draft has changed: what plays is the process as it was
play-tasks = Open tasks
play-due = due { $at }
play-data = Form
play-keep = Keep as a scenario
play-name = Name of the scenario
play-kept = Kept as a scenario
play-running = Running
play-completed = Completed
play-refused = Refused
play-ended = Ended
play-scenarios = Scenarios
play-count = { $count ->
     [one] { $count } scenario
   *[other] { $count } scenarios
    }
play-run = Run all
play-passed = Passed
play-failed = Failed
play-difference = { $step }: expected { $expected }, but it is { $actual }
play-covered = The canvas shows what they came to and what they missed
step-scenario = keeping a scenario
finding-way = Show the counter-example
finding-repair = Repair it
step-add = adding an element
step-add-part = adding a part
step-connect = connecting
step-reconnect = leading a connection elsewhere
step-remove = removing
step-move = moving
step-route = bending a connection
step-arrange = arranging
step-collapse = collapsing a sub-process
step-expand = expanding a sub-process
step-resize = resizing
step-label = moving the words of a connection
step-paste = pasting
step-name = renaming
step-say = changing properties
step-repair = repairing
step-lane = changing lanes
command-undo = Undo
command-redo = Redo
command-append = Add what comes next
command-connect = Connect to …
command-rename = Rename
command-remove = Remove
command-copy = Copy
command-cut = Cut
command-paste = Paste
command-duplicate = Duplicate
command-keep-fragment = Keep as a part…
command-choose-all = Choose everything
command-walk-right = Choose what is to the right
command-walk-left = Choose what is to the left
command-walk-up = Choose what is above
command-walk-down = Choose what is below
command-move-right = Move to the right
command-move-left = Move to the left
command-move-up = Move up
command-move-down = Move down
command-lane-up = Lane up
command-lane-down = Lane down
command-wider = Wider
command-narrower = Narrower
command-higher = Higher
command-lower = Lower
command-reset-label = Put the words of the connection back
command-fine-right = Move a little to the right
command-fine-left = Move a little to the left
command-fine-up = Move a little up
command-fine-down = Move a little down
command-place = Place or connect what was picked
command-fold = Collapse or expand the sub-process
command-enter = Open the called process, or expand
command-choose = Tool for choosing
command-hand = Tool for moving the canvas
command-space = Tool for making room
command-align-left = Align left edges
command-align-right = Align right edges
command-align-top = Align upper edges
command-align-bottom = Align lower edges
command-align-centre = Align middles, upright
command-align-middle = Align middles, level
command-distribute-across = Distribute across
command-distribute-down = Distribute down
command-lay-out = Lay everything out
command-lay-out-chosen = Lay out what is chosen
command-nearer = Nearer
command-farther = Farther
command-full-size = Full size
command-show-all = Show everything
command-show-chosen = Show what is chosen
command-find = Find an element
command-commands = Commands
command-shortcuts = Keys
command-keep = Save now
command-give-up = Give up
shortcuts-what = What it does
shortcuts-keys = Keys
admin-design = Open the designer
admin-draw = Draw a new process
admin-draw-name = Name of the process
admin-draw-key = Key
admin-draw-key-hint = Unique in the organisation, such as O-05; it cannot be changed later

### Comparing, versions, files, the day of publishing.

beside-version = Version { $version }
beside-draft = Draft
beside-differences = Differences
beside-count = { $count ->
    [one] 1 difference
   *[other] { $count } differences
}
beside-show = Show in the drawing
beside-not-drawn = This is not drawn
beside-close = Stop comparing
versions-count = { $count ->
    [one] 1 version
   *[other] { $count } versions
}
versions-do = Actions
versions-compare = Compare with draft
versions-back = Bring back as draft
versions-back-what = The draft then says what that version says. That can be undone, and is in force only once published.
versions-are-back = The draft now says what version { $version } says
importing-title = Import a file
importing-hint = A process file (YAML, JSON) or BPMN 2.0, at most 2 MB
importing-reading = Reading…
importing-too-long = The file is larger than 2 MB
importing-unreadable = The file is no process
importing-read = “{ $name }”: { $steps ->
    [one] 1 step
   *[other] { $steps } steps
}, { $ways ->
    [one] 1 connection
   *[other] { $ways } connections
}
importing-take = Replace the draft
importing-taken = The draft was replaced; that can be undone
publish-when = In force
publish-at-once = At once
publish-on-a-day = From a day
publish-day = In force from
publish-day-hint = When that day begins. Until then the draft cannot be changed.
publish-later = Publish on that day
publish-beside = Side by side
publish-planned = The draft comes into force on { $at }
publish-planned-what = Until then it cannot be changed.
publish-cancel = Cancel the plan
step-back = bring back a version
step-import = import a file
picture-svg = Export SVG
picture-png = Export PNG
picture-failed = The picture could not be made; try again

### The process sheet.

sheet-title = Process sheet
sheet-back = Back to the designer
sheet-print = Print
sheet-code = Code
sheet-since = In force since
sheet-owner = Owner
sheet-by = Prepared by
sheet-scope = Who may start it
sheet-basis = Basis
sheet-kpis = Measured by
sheet-risks = Risks
sheet-chart = Flow
sheet-steps = Steps
sheet-no = No.
sheet-step = Step
sheet-limit = Time limit
sheet-then = Then
sheet-duties = Duties
sheet-form = Form
sheet-field = Field
sheet-field-kind = Kind
sheet-required = Required
sheet-rules = Options and rules
sheet-revisions = Revisions

### How data flows.

panel-data = Data
data-what = Choose a field: the canvas shows where it is filled, where it is seen, and which rules look at it.
data-no-fields = The process has no form fields yet
data-counts = filled { $fills } · looked at { $decides }
data-fills = Filled
data-shows = Seen
data-decides = Looked at by rules

### Review.

review-title = Review
review-note = What whoever looks at it should know
review-note-hint = Somebody else who may change processes can look at it first; it can be published without, too.
review-ask = Ask for a review
review-was-asked = The review is asked for
review-was-answered = Your answer is recorded
review-waits = Waits for a review
review-asked = { $by } asked for it on { $at }
review-agreed = { $by } agreed on { $at }
review-sent-back = { $by } sent it back on { $at }
review-remark = Remark
review-agree = Agree
review-send-back = Send back
panel-open-called = Open the process that is called, { $process }
designer-checking = Checking…

### Replay: instances over the drawing.

panel-replay = Replay
replay-what = Shows over the drawing how the last instances really went.
replay-filter = Number or title
replay-state = State
replay-any-state = All
replay-none = No instance of this process has run yet
replay-none-found = No instance fits
replay-total = { $total ->
    [one] 1 instance
   *[other] { $total } instances
}
replay-together = { $count ->
    [one] Replay 1 instance
   *[other] Replay { $count } instances together
}
replay-page = Page { $page } of { $pages }
replay-took = took { $length }
replay-runs-for = for { $length } so far
replay-canvas = Drawing with what happened
replay-time = Time
replay-slider = Moment
replay-play = Play the replay
replay-pause = Pause
replay-previous = Previous move
replay-next = Next move
replay-speed = Speed
replay-times = { $speed }×
replay-close = Close the replay
replay-number = Number
replay-starter = Started by
replay-began = Began
replay-ended = Ended
replay-open-instance = Open the instance
replay-moments = What happened
replay-between = {"; "}
replay-after = { $what }, after { $length }
replay-decided = { $who } answered at { $node }
replay-asked = { $node }: { $who } asked
replay-came = { $node } came
replay-came-to = came to { $node }
replay-overdue = { $node } is overdue
replay-waits = then nothing for { $length }
replay-version = It ran under version { $version }: the drawing shows that version
replay-other-versions = { $count ->
    [one] 1 instance ran under another version: its steps are shown where the drawing has them
   *[other] { $count } instances ran under other versions: their steps are shown where the drawing has them
}
replay-not-drawn = Not in the drawing: { $nodes }
replay-cut = More happened than can be shown: this is the first part
replay-several = { $count ->
    [one] 1 instance
   *[other] { $count } instances together
}
replay-played = What was played
replay-all-begin = All begin
replay-since = after { $length }
replay-have-ended = { $ended } of { $all } have ended
replay-waited = avg. { $length }
replay-waits-where = Where they wait
replay-no-waits = Nothing waited longer than a minute
replay-step = Step
replay-mean = Average
replay-visits = Times
replay-open = Open
replay-late = Overdue
replay-late-whole = Overdue as a whole: { $count }
replay-ways = Which ways they went
replay-way = { $from } → { $to }: { $count }
what-if = What if
what-if-what = Plays the draft many times with different data and decisions, then shows all of them together: which way they go, where they wait, which limits pass. Tasks wait by the clock, as long as you assume.
what-if-count = How many
what-if-wait = A task waits on average
what-if-begin = Play them
what-if-done = { $done } of { $count } played

//! The parts that pages are made of: one file for each, with every state it can be in. A debug build shows them all at
//! `/dev/components`.
//!
//! Names come first, then states, then content: `<Button kind=ButtonKind::Primary pending>…</Button>`. What a part says
//! is handed in as text (see [`crate::text`]); what it looks like is in `style/components/`.

pub mod avatar;
pub mod banner;
pub mod breadcrumb;
pub mod button;
pub mod card;
pub mod choice_input;
pub mod date_input;
pub mod dialog;
pub mod field;
pub mod file_input;
pub mod fold;
pub mod icon;
pub mod kbd;
pub mod key_value;
pub mod link;
pub mod menu;
pub mod number_input;
pub mod pager;
pub mod person_picker;
pub mod pill;
pub mod rating;
pub mod requirement;
pub mod search_box;
pub mod select;
pub mod side_panel;
pub mod skeleton;
pub mod state;
pub mod state_page;
pub mod steps;
pub mod switch;
pub mod table;
pub mod tabs;
pub mod text_input;
pub mod timeline;
pub mod toast;
pub mod when;

#[cfg(feature = "ssr")]
pub use icon::Sprite;
pub use {
    avatar::{Avatar, AvatarSize, Person},
    banner::Banner,
    breadcrumb::Breadcrumb,
    button::{Button, ButtonGroup, ButtonKind, ButtonLink, ButtonSize, IconButton},
    card::{Amount, Card, CardMeta, CardTitle},
    choice_input::{Checkbox, RadioGroup},
    date_input::{DateInput, DateKind},
    dialog::{Confirm, Dialog},
    field::{Field, FieldError, FieldGroup, Hint},
    file_input::{FileInput, FileLine, Thumbnail},
    fold::Fold,
    icon::{Icon, IconSize, Symbol},
    kbd::Kbd,
    key_value::{Fact, KeyValue},
    link::Link,
    menu::{Menu, MenuHead, MenuItem, MenuLine, MenuLink, MenuList},
    number_input::{MoneyInput, NumberInput},
    pager::Pager,
    person_picker::{Candidate, PersonPicker, typed_name},
    pill::Pill,
    rating::Rating,
    requirement::{Consequence, Requirement},
    search_box::SearchBox,
    select::{Choice, Select},
    side_panel::SidePanel,
    skeleton::{Skeleton, SkeletonKind},
    state::{State, StepState},
    state_page::{EmptyState, ErrorState},
    steps::Steps,
    switch::{LanguageSwitch, ThemeSwitch},
    table::{Align, Cell, Column, Row, Table},
    tabs::{Tab, TabLink, TabPanel, TabPanels, Tabs, TabsKind},
    text_input::{TextArea, TextInput, TextKind},
    timeline::{Timeline, TimelineStep},
    toast::{ToastLine, ToastRegion, Toasts},
    when::{Ago, DuePill, When},
};

# Time, dates, amounts
date = { $day } { $month ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[12] Dec
}
date-with-year = { date } { $year }
date-with-weekday = { $weekday } { $date }
weekday = { $day ->
    [1] Mon
    [2] Tue
    [3] Wed
    [4] Thu
    [5] Fri
    [6] Sat
   *[7] Sun
}
moment = { $date }, { $time }
moment-today = today { $time }
moment-yesterday = yesterday { $time }
moment-tomorrow = tomorrow { $time }
moment-weekday = { $weekday } { $time }
moment-exact = { $time } ({ $zone })
ago-now = just now
ago-past = { $length } ago
ago-future = in { $length }
duration-moment = under a minute
duration-minutes = { $count } min
duration-hours = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}
duration-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
duration-pair = { $larger } { $smaller }
due = Due { $time }
due-overdue = Overdue by { $length }
money = { $currency } { $amount }

# 时间、日期、数量
date = { $month } 月 { $day } 日
date-with-year = { $year } 年 { $month } 月 { $day } 日
date-with-weekday = { $date } { $weekday }
weekday = { $day ->
    [1] 周一
    [2] 周二
    [3] 周三
    [4] 周四
    [5] 周五
    [6] 周六
   *[7] 周日
}
moment = { $date } { $time }
moment-today = 今天 { $time }
moment-yesterday = 昨天 { $time }
moment-tomorrow = 明天 { $time }
moment-weekday = { $weekday } { $time }
moment-exact = { $time }（{ $zone }）
ago-now = 刚刚
ago-past = { $length }前
ago-future = { $length }后
duration-moment = 不到 1 分钟
duration-minutes = { $count } 分钟
duration-hours = { $count } 小时
duration-days = { $count } 天
duration-pair = { $larger } { $smaller }
due = { $time } 到期
due-overdue = 逾期 { $length }
money = { $currency } { $amount }

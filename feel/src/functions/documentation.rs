//! What every built-in function does, for those who write expressions.

use crate::Phrase;

/// What a built-in function does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Documentation {
    /// The name of the function.
    pub name: &'static str,
    /// What it does, in a line.
    pub text: Phrase,
    /// A call of it.
    pub example: &'static str,
    /// What the call yields, as a literal.
    pub result: &'static str,
}

/// What the built-in functions do, grouped by what they are about.
pub fn documentation() -> impl Iterator<Item = Documentation> {
    TABLE.iter().map(|(name, en, zh, example, result)| Documentation {
        name,
        text: Phrase::fixed(en, zh),
        example,
        result,
    })
}

/// What the function of that name does.
pub fn documentation_of(name: &str) -> Option<Documentation> {
    documentation().find(|one| one.name == name)
}

/// The name, what it does in English and in Chinese, an example, and its result.
type Row = (&'static str, &'static str, &'static str, &'static str, &'static str);

#[rustfmt::skip]
static TABLE: &[Row] = &[
    // texts
    ("substring", "A part of a text, from a position on; -1 is the last character", "从指定位置起截取文本，-1 表示最后一个字符", "substring(\"PO-2026-001\", 4, 4)", "\"2026\""),
    ("string length", "How many characters a text has", "文本的字数", "string length(\"采购申请\")", "4"),
    ("upper case", "The text in capitals", "将字母转为大写", "upper case(\"po-1\")", "\"PO-1\""),
    ("lower case", "The text in small letters", "将字母转为小写", "lower case(\"PO-1\")", "\"po-1\""),
    ("substring before", "What stands before the first match", "取某段文字之前的内容", "substring before(\"li@example.com\", \"@\")", "\"li\""),
    ("substring after", "What stands after the first match", "取某段文字之后的内容", "substring after(\"li@example.com\", \"@\")", "\"example.com\""),
    ("contains", "Whether a text has another within it", "文本中是否包含某段文字", "contains(\"采购申请\", \"申请\")", "true"),
    ("starts with", "Whether a text begins with another", "文本是否以某段文字开头", "starts with(\"PO-2026\", \"PO\")", "true"),
    ("ends with", "Whether a text ends with another", "文本是否以某段文字结尾", "ends with(\"报告.pdf\", \".pdf\")", "true"),
    ("matches", "Whether a text has something of a pattern (a regular expression)", "文本是否符合某种格式（正则表达式）", "matches(\"A-17\", \"^[A-Z]-[0-9]+$\")", "true"),
    ("replace", "The text with everything that matches a pattern replaced", "替换文本中符合格式的部分", "replace(\"2026/03/02\", \"/\", \"-\")", "\"2026-03-02\""),
    ("split", "The parts of a text between delimiters", "按分隔符拆分文本", "split(\"甲;乙;丙\", \";\")", "[\"甲\", \"乙\", \"丙\"]"),
    ("string join", "The texts of a list in one, with a delimiter between them", "将列表中的文本用分隔符连接起来", "string join([\"甲\", \"乙\"], \"、\")", "\"甲、乙\""),
    // numbers
    ("decimal", "The number rounded to so many decimal places, halves to the even digit", "按小数位数舍入，恰为一半时取偶数（四舍六入五成双）", "decimal(2.345, 2)", "2.34"),
    ("floor", "The number rounded down", "向下取整", "floor(1.9)", "1"),
    ("ceiling", "The number rounded up", "向上取整", "ceiling(1.1)", "2"),
    ("round up", "The number rounded away from zero", "按小数位数向远离零的方向进位", "round up(1.121, 2)", "1.13"),
    ("round down", "The number rounded towards zero", "按小数位数舍去多余的位数", "round down(1.129, 2)", "1.12"),
    ("round half up", "The number rounded, halves away from zero", "按小数位数四舍五入", "round half up(2.345, 2)", "2.35"),
    ("round half down", "The number rounded, halves towards zero", "按小数位数舍入，恰为一半时舍去", "round half down(2.345, 2)", "2.34"),
    ("abs", "The size of a number or a duration, without its sign", "数字或时长的绝对值", "abs(-5)", "5"),
    ("modulo", "What remains of a division", "除法的余数", "modulo(17, 5)", "2"),
    ("sqrt", "The square root", "平方根", "sqrt(16)", "4"),
    ("log", "The natural logarithm", "自然对数", "log(1)", "0"),
    ("exp", "e to the power of a number", "e 的若干次幂", "exp(0)", "1"),
    ("odd", "Whether a number is odd", "是否为奇数", "odd(5)", "true"),
    ("even", "Whether a number is even", "是否为偶数", "even(5)", "false"),
    // lists
    ("list contains", "Whether something is among the elements of a list", "列表中是否有某一项", "list contains([\"甲\", \"乙\"], \"乙\")", "true"),
    ("count", "How many elements a list has", "列表的项数", "count([3, 5, 8])", "3"),
    ("min", "The least of all", "最小值", "min([3, 5, 8])", "3"),
    ("max", "The greatest of all", "最大值", "max([3, 5, 8])", "8"),
    ("sum", "The sum of all; of an empty list there is none", "合计，空列表没有合计", "sum([3, 5, 8])", "16"),
    ("product", "The product of all", "各项的乘积", "product([2, 3, 4])", "24"),
    ("mean", "The average", "平均值", "mean([3, 5, 10])", "6"),
    ("median", "The element in the middle by size", "中位数", "median([8, 3, 5])", "5"),
    ("stddev", "The standard deviation of a sample", "样本标准差", "stddev([2, 4, 6])", "2"),
    ("mode", "The most frequent numbers", "出现次数最多的数字", "mode([3, 5, 5, 8])", "[5]"),
    ("all", "Whether all elements are true", "是否全部为真", "all([true, false])", "false"),
    ("any", "Whether at least one element is true", "是否至少有一项为真", "any([true, false])", "true"),
    ("sublist", "A part of a list, from a position on", "从指定位置起截取列表", "sublist([3, 5, 8, 13], 2, 2)", "[5, 8]"),
    ("append", "The list with further elements at its end", "在列表末尾添加若干项", "append([3, 5], 8)", "[3, 5, 8]"),
    ("concatenate", "Several lists in one", "将几个列表连成一个", "concatenate([3], [5, 8])", "[3, 5, 8]"),
    ("insert before", "The list with a new element at a position", "在指定位置插入一项", "insert before([3, 8], 2, 5)", "[3, 5, 8]"),
    ("remove", "The list without the element at a position", "去掉指定位置的一项", "remove([3, 5, 8], 2)", "[3, 8]"),
    ("list replace", "The list with another element at a position", "替换指定位置的一项", "list replace([3, 5, 8], 2, 6)", "[3, 6, 8]"),
    ("reverse", "The list backwards", "将列表顺序颠倒", "reverse([3, 5, 8])", "[8, 5, 3]"),
    ("index of", "The positions at which something stands in a list", "某一项在列表中的所有位置", "index of([\"甲\", \"乙\", \"甲\"], \"甲\")", "[1, 3]"),
    ("union", "Several lists in one, every element once", "合并几个列表并去掉重复项", "union([3, 5], [5, 8])", "[3, 5, 8]"),
    ("distinct values", "The list with every element once", "去掉列表中的重复项", "distinct values([3, 5, 3])", "[3, 5]"),
    ("flatten", "The elements of lists within lists, in one list", "将嵌套的列表展开为一个列表", "flatten([3, [5, [8]]])", "[3, 5, 8]"),
    ("sort", "The list in order: its natural one, or one that a function says", "排序，可用函数说明先后", "sort([8, 3, 5], function(a, b) a > b)", "[8, 5, 3]"),
    // contexts
    ("get value", "The entry of a context under a name", "按名称取数据组中的值", "get value({城市: \"上海\"}, \"城市\")", "\"上海\""),
    ("get entries", "The names and values of a context, as a list", "以列表列出数据组的名称和值", "get entries({a: 1})", "[{key: \"a\", value: 1}]"),
    ("context", "The context of a list of names and values", "由名称和值的列表组成数据组", "context([{key: \"a\", value: 1}])", "{a: 1}"),
    ("context put", "The context with an entry set", "设置数据组中的一个值", "context put({a: 1}, \"b\", 2)", "{a: 1, b: 2}"),
    ("context merge", "Several contexts in one; the later ones win", "合并几个数据组，后面的优先", "context merge([{a: 1, b: 1}, {b: 2}])", "{a: 1, b: 2}"),
    // ranges
    ("before", "Whether one point or range lies before another", "是否在另一点或区间之前", "before(5, [8..10])", "true"),
    ("after", "Whether one point or range lies after another", "是否在另一点或区间之后", "after(12, [8..10])", "true"),
    ("meets", "Whether a range ends where another begins", "区间的结束是否正好是另一区间的开始", "meets([1..5], [5..8])", "true"),
    ("met by", "Whether a range begins where another ends", "区间的开始是否正好是另一区间的结束", "met by([5..8], [1..5])", "true"),
    ("overlaps", "Whether two ranges have something in common", "两个区间是否有重叠", "overlaps([1..5], [3..8])", "true"),
    ("overlaps before", "Whether a range begins before another and reaches into it", "区间是否先于另一区间开始并与其重叠", "overlaps before([1..5], [3..8])", "true"),
    ("overlaps after", "Whether a range begins within another and ends after it", "区间是否在另一区间内开始并在其后结束", "overlaps after([3..8], [1..5])", "true"),
    ("finishes", "Whether a point or range lies at the end of a range", "是否位于区间的末尾", "finishes(10, [1..10])", "true"),
    ("finished by", "Whether a range ends with a point or range", "区间是否以某点或区间结尾", "finished by([1..10], 10)", "true"),
    ("includes", "Whether a range has a point or range within it", "区间是否包含某点或区间", "includes([1..10], 5)", "true"),
    ("during", "Whether a point or range lies within a range", "是否在区间之内", "during(5, [1..10])", "true"),
    ("starts", "Whether a point or range lies at the start of a range", "是否位于区间的开头", "starts(1, [1..10])", "true"),
    ("started by", "Whether a range begins with a point or range", "区间是否以某点或区间开头", "started by([1..10], 1)", "true"),
    ("coincides", "Whether two points or ranges are the same", "两点或两个区间是否相同", "coincides(5, 5)", "true"),
    // dates and times
    ("today", "The present date", "今天的日期", "today()", "date(\"2026-03-02\")"),
    ("now", "The present date and time", "现在的日期和时间", "now()", "date and time(\"2026-03-02T09:00:00+08:00\")"),
    ("day of year", "The number of the day in its year", "一年中的第几天", "day of year(date(\"2026-03-02\"))", "61"),
    ("day of week", "The day of the week, in English", "星期几（英文名称）", "day of week(date(\"2026-03-02\"))", "\"Monday\""),
    ("month of year", "The name of the month, in English", "月份（英文名称）", "month of year(date(\"2026-03-02\"))", "\"March\""),
    ("week of year", "The number of the week in its year (ISO 8601)", "一年中的第几周（ISO 8601）", "week of year(date(\"2026-03-02\"))", "10"),
    ("date", "A date: from a text, from a date and time, or from year, month and day", "由文本、日期时间或年月日得到日期", "date(2026, 3, 2)", "date(\"2026-03-02\")"),
    ("time", "A time of day: from a text, from a date and time, or from hour, minute and second", "由文本、日期时间或时分秒得到时间", "time(9, 30, 0)", "time(\"09:30:00\")"),
    ("date and time", "A date and time: from a text, or from a date and a time", "由文本或日期与时间得到日期时间", "date and time(\"2026-03-02T09:30:00\")", "date and time(\"2026-03-02T09:30:00\")"),
    ("duration", "A duration, from a text such as P1D, PT2H or P1Y6M", "由文本得到时长，如 P1D（一天）、PT2H（两小时）、P1Y6M（一年六个月）", "duration(\"P1DT2H\")", "duration(\"P1DT2H\")"),
    ("years and months duration", "The whole months between two dates", "两个日期之间的整月数", "years and months duration(date(\"2025-01-15\"), date(\"2026-03-02\"))", "duration(\"P1Y1M\")"),
    // kinds
    ("string", "The text of a value", "将值转为文本", "string(12.5)", "\"12.5\""),
    ("number", "The number that a text shows", "将文本转为数字", "number(\"1,234.56\", \",\", \".\")", "1234.56"),
    ("range", "The range that a text shows", "将文本转为区间", "range(\"[1..10)\")", "[1..10)"),
    ("not", "True for false, and false for true", "取反：真变为假，假变为真", "not(true)", "false"),
    ("is", "Whether two values are the same, and of the same kind", "两个值的类型和内容是否完全相同", "is(5, \"5\")", "false"),
    // Chinese practice
    ("amount in capitals", "An amount of yuan in Chinese capitals, as bills show it", "人民币金额大写", "amount in capitals(20010.06)", "\"贰万零壹拾元零陆分\""),
    ("is id number", "Whether a text is a valid number of an identity card of the mainland", "是否为有效的居民身份证号码", "is id number(\"11010519491231002X\")", "true"),
    ("birthday of id number", "The birthday in the number of an identity card", "身份证号码中的出生日期", "birthday of id number(\"11010519491231002X\")", "date(\"1949-12-31\")"),
    ("sex of id number", "male or female, as the number of an identity card says", "身份证号码中的性别（male 男，female 女）", "sex of id number(\"11010519491231002X\")", "\"female\""),
    ("is unified credit code", "Whether a text is a valid unified social credit code", "是否为有效的统一社会信用代码", "is unified credit code(\"91110108MA01ABCD0B\")", "true"),
    ("is bank card number", "Whether a text is a valid number of a bank card", "是否为有效的银行卡号", "is bank card number(\"6222020000000000018\")", "true"),
    ("is mobile number", "Whether a text is a mobile number of the mainland", "是否为大陆手机号码", "is mobile number(\"13800138000\")", "true"),
    ("business number", "The business number that a pattern makes of a date and a count", "按编号规则，由日期和流水号得出的编号", "business number(\"PO-{yyyyMM}-{seq:3}\", date(\"2026-03-02\"), 7)", "\"PO-202603-007\""),
    ("is business number", "Whether a text is a business number of a pattern", "是否为符合编号规则的编号", "is business number(\"PO-202603-007\", \"PO-{yyyyMM}-{seq:3}\")", "true"),
];

#[cfg(test)]
mod tests {
    use super::{TABLE, documentation};
    use crate::{DateTime, Lang, Limits, Scope, Value, built_in_names, parse};

    /// A morning, so that `today` and `now` have a result.
    struct Morning;

    impl Scope for Morning {
        fn get(&self, _: &str) -> Option<Value> {
            None
        }

        fn now(&self) -> Option<DateTime> {
            "2026-03-02T09:00:00+08:00".parse().ok()
        }
    }

    #[test]
    fn every_function_is_documented_once() {
        let mut documented: Vec<_> = TABLE.iter().map(|row| row.0).collect();
        let mut functions: Vec<_> = built_in_names().collect();
        documented.sort_unstable();
        functions.sort_unstable();
        assert_eq!(documented, functions);
    }

    #[test]
    fn examples_yield_what_they_say() {
        for one in documentation() {
            let value = parse(one.example, &()).and_then(|parsed| parsed.evaluate(&Morning, &mut Limits::default()));
            assert_eq!(value.map(|value| value.to_string()).as_deref(), Ok(one.result), "{}", one.example);
            assert!(one.example.contains(one.name));
            assert!(!one.text.get(Lang::Zh).contains([',', ';', ':', '(', ')']), "{}", one.name);
        }
    }
}

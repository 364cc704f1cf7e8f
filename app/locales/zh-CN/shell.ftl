# 页面框架
brand = 联办
brand-sign = 办
skip-to-content = 跳到正文
navigation = 主导航
navigation-views = 保存的视图
more = 更多
place-inbox = 收件箱
place-start = 发起
place-mine = 我发起的
place-administration = 管理
search = 搜索
search-example = 事项、流程、同事
person-menu = { $name }的菜单
person-menu-settings = 个人设置
sign-out = 退出登录

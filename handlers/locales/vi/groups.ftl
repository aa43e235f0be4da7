# What the bot says in groups.

groups-added =
    Chào cả nhóm! Tôi giúp người lao động gửi kiến nghị tới công đoàn.
    Anh/chị nhắn riêng cho tôi{ $page }. Trong nhóm này tôi không giữ lời nào.
    Cán bộ muốn nhận việc ở đây thì gõ mã mời vào nhóm.
groups-elsewhere = Anh/chị nhắn riêng cho tôi{ $page }. Trong nhóm này tôi không giữ lời nào.
groups-page = , hoặc viết ở { $url }
groups-help =
    Nhóm này nhận việc của { $unit }.
    Cán bộ trả lời ngay dưới tin của từng việc. Kiến nghị mới thì nhắn riêng cho tôi.
groups-removed =
    Nhóm nhận việc của { $unit } đã đóng, vì tôi không còn trong nhóm.
    Từ nay anh/chị nhận việc ở đây. Việc đang mở vẫn còn trong /hopthu.

groups-paused =
    Việc mới của { $unit } tạm chờ, chưa gửi vào nhóm này.
    Trong nhóm có { $others } người chưa được giao việc của đơn vị.
    Cán bộ của đơn vị: { $officers }.
    Số người đã được cho phép ở lại: { $allowed }.
    Cán bộ xem lại ai đang ở trong nhóm, rồi bấm xác nhận.
groups-none = chưa có ai
groups-confirmed = Đã xác nhận. Việc mới của { $unit } lại được gửi vào nhóm này.
groups-goes-on = Nhóm này vẫn đang nhận việc mới.

button-groups-confirm = Xác nhận danh sách

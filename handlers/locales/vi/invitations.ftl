# Invitations.

invitation-wrong = Mã mời không đúng, hoặc không còn dùng được. Anh/chị hỏi lại người mời giúp tôi.
invitation-in-private = Mã mời chỉ dùng trong trò chuyện riêng. Anh/chị nhắn riêng mã đó cho tôi.
invitation-known = Anh/chị đã có vai trò này ở { $unit }. Mã vẫn còn dùng được cho người khác.
invitation-welcome =
    Chào mừng cán bộ của { $unit }!
    Kiến nghị mới sẽ hiện ở đây. Anh/chị trả lời thẳng vào tin đó, người lao động sẽ nhận được.
    { $waiting ->
        [0] Hiện chưa có việc nào chờ.
       *[other] Đang có { $waiting } việc chờ trả lời.
    }
    Đồng nghiệp thấy tên anh/chị là: { $name }
invitation-welcome-admin =
    Chào mừng quản trị viên của { $unit }!
    Anh/chị lo cán bộ, lời mời và số liệu. Quản trị viên không đọc lời kiến nghị.
    Đồng nghiệp thấy tên anh/chị là: { $name }
invitation-no-name = Cán bộ công đoàn
button-invitation-name = Đổi tên
invitation-ask-name = Anh/chị muốn đồng nghiệp thấy tên gì? Anh/chị viết tên vào đây.
button-invitation-keep = Giữ tên “{ $name }”
invitation-name-wrong = Tên dài từ 1 đến { $most } chữ cái. Anh/chị viết lại giúp tôi.
invitation-named = Đồng nghiệp thấy tên anh/chị là: { $name }
invitation-desk =
    Từ nay nhóm này là bàn làm việc của { $unit }.
    Kiến nghị mới sẽ hiện ở đây. Chỉ cán bộ đã có vai trò mới xử lý được.
    { $waiting ->
        [0] Hiện chưa có việc nào chờ.
       *[other] Đang có { $waiting } việc chờ trả lời.
    }
invitation-desk-known = Nhóm này đã là bàn làm việc của { $unit }. Mã vẫn còn dùng được.

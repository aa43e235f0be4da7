# Greeting, help, language, contact, and the way out.

command-start = start
spoken-start = xin chào | chào | chào bạn | chào anh | chào chị | bắt đầu | alo
about-start = Lời chào và danh mục

command-help = trogiup
spoken-help = trợ giúp | hướng dẫn
about-help = Xem tôi làm được gì

command-language = ngonngu
spoken-language = ngôn ngữ | tiếng việt
about-language = Đổi ngôn ngữ

command-contact = lienhe
spoken-contact = liên hệ
about-contact = Địa chỉ, số điện thoại của chúng tôi

command-cancel = huy
spoken-cancel = hủy | hủy bỏ | thôi
about-cancel = Bỏ việc đang làm dở

command-back = quaylai
spoken-back = quay lại | trở lại

start-greeting =
    Xin chào anh/chị! Tôi là Cầu Nối của { $office }.
    Anh/chị có khó khăn ở chỗ làm thì viết cho tôi. Tôi chuyển đến đúng công đoàn phải trả lời. Câu trả lời về ngay tại đây.{ $workplace }

    Ai đọc được: chỉ cán bộ công đoàn nhận việc. Trước khi gửi, anh/chị thấy rõ nơi nhận. Anh/chị có thể ẩn danh, và có thể không cho công đoàn nơi mình làm xem.

    Anh/chị cứ viết luôn ở đây, không cần dấu. Gửi ảnh hay ghi âm cũng được.{ $draft }
start-greeting-role =
    Xin chào { $name }! Tôi là Cầu Nối của { $office }.
    { $roles }

    Anh/chị có chuyện riêng ở chỗ làm thì bấm Gửi kiến nghị.{ $workplace }{ $draft }
start-role-officer =
    Anh/chị là cán bộ của { $units }.
    Kiến nghị mới sẽ hiện ở đây. Anh/chị trả lời ngay tin đó, người lao động nhận được.
    Muốn xem các việc đang chờ, anh/chị bấm Hộp thư của đơn vị.
start-role-admin =
    Anh/chị là quản trị của { $units }.
    Muốn mời cán bộ hoặc xem các đơn vị, anh/chị bấm Cán bộ và lời mời.
start-workplace =
    { "" }

    Anh/chị làm việc tại { $unit }, đúng không? Nếu không đúng, anh/chị đổi được trước khi gửi.
start-draft =
    { "" }

    Anh/chị còn một kiến nghị viết dở. Viết tiếp ở đây là được.
start-left = Đã dừng. Anh/chị muốn làm gì tiếp?
start-menu = Anh/chị muốn làm gì?
button-old = Nút này đã cũ, không dùng được nữa.

help =
    Anh/chị chỉ cần viết hoặc gửi ảnh, tôi sẽ hỏi phần còn thiếu.

    { $commands }

    Lúc nào cũng có thể viết “quay lại” hoặc “hủy”.
help-worker = Cho mọi người:
help-officer = Cho cán bộ công đoàn:
help-admin = Cho quản trị viên:
help-line = /{ $word } – { $what }

contact-card =
    { $office }
    Địa chỉ: { $address }
    Điện thoại: { $hotline }
    Giờ làm việc: { $hours }

language-name = Tiếng Việt
language-ask = Anh/chị muốn dùng ngôn ngữ nào?
language-offer =
    Anh/chị cứ viết bằng tiếng của mình. Tôi giữ nguyên lời và nhờ người đọc.
    Tôi trả lời được bằng các tiếng này:
    I can answer in these languages:
language-chosen = Từ nay tôi nói tiếng Việt với anh/chị.

menu-petition = Gửi kiến nghị
menu-status = Theo dõi
menu-urgent = Khẩn cấp
menu-contact = Liên hệ
menu-help = Trợ giúp
menu-inbox = Hộp thư của đơn vị
menu-officers = Cán bộ và lời mời

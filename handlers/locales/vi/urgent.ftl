# Danger.

command-urgent = khancap
spoken-urgent = khẩn cấp | cứu với | cứu tôi với | sos
about-urgent = Số gọi khi nguy hiểm, gửi kiến nghị khẩn

emergency-line = { $number } – { $name }

urgent =
    Nếu đang nguy hiểm, anh/chị gọi ngay:
    { $numbers }

    Rời khỏi chỗ nguy hiểm. Gọi người ở gần đến giúp.
    Công đoàn: { $hotline }
urgent-group =
    Nếu đang nguy hiểm, anh/chị gọi ngay:
    { $numbers }

    Công đoàn: { $hotline }
    Muốn gửi kiến nghị khẩn, anh/chị nhắn riêng cho tôi.
urgent-offer = Anh/chị muốn báo cho công đoàn ngay? Bấm nút dưới đây, không cần viết gì.
urgent-begun = Tôi ghi đây là việc KHẨN. Anh/chị kể chuyện gì xảy ra, ở đâu. Không viết được cũng gửi được.
button-urgent-petition = Gửi kiến nghị khẩn
call-danger =
    Nếu đang nguy hiểm, anh/chị gọi ngay:
    { $numbers }
    Công đoàn tỉnh: { $hotline }
call-union =
    Việc này gấp. Cần nói chuyện ngay, anh/chị gọi Công đoàn tỉnh: { $hotline }
    Nếu có người đang gặp nguy hiểm:
    { $numbers }

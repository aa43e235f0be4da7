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
urgent-begun = Kiến nghị này là KHẨN. Anh/chị viết chuyện gì xảy ra, ở đâu. Chưa viết được thì bấm gửi luôn.
button-urgent-petition = Gửi kiến nghị khẩn

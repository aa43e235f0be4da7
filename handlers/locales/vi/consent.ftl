# Consent. Another text is another VERSION in handlers/consent.py.

consent-ask =
    Trước khi giữ lời anh/chị viết, tôi cần anh/chị đồng ý.
    • Ai giữ: { $office }.
    • Giữ gì: lời viết, ảnh, tệp, tên hiển thị, địa chỉ trò chuyện này.
    • Ai đọc: cán bộ công đoàn nhận việc. Trước khi gửi anh/chị thấy rõ nơi nhận, và có thể ẩn danh.
    • Quyền: xem, sửa, xóa, rút lại đồng ý. Gọi { $hotline }.
    Khi anh/chị chưa đồng ý, chưa ai đọc, trừ khi có người nguy đến tính mạng. Sau { $hours } giờ tin tự xóa.
button-consent-petitions = Đồng ý cho xử lý kiến nghị của tôi
button-consent-news = Đồng ý nhận tin công đoàn
button-consent-refuse = Không đồng ý
button-consent-full = Xem đầy đủ
consent-words-yes = đồng ý | tôi đồng ý | em đồng ý | mình đồng ý | dạ đồng ý | đồng ý ạ | có | vâng | dạ | ok | oke | okie | được
consent-words-no = không đồng ý | tôi không đồng ý | không | ko | ko đồng ý | từ chối

consent-full =
    Anh/chị đồng ý với điều gì?

    1. Ai chịu trách nhiệm
    { $office }, { $address }. Điện thoại { $hotline }. Người phụ trách dữ liệu cá nhân: { $data_officer }.

    2. Giữ những gì
    Lời viết, ảnh, ghi âm, video, tệp anh/chị gửi. Tên hiển thị và địa chỉ của cuộc trò chuyện. Nơi làm việc, nếu anh/chị nói. Thời gian gửi, câu trả lời và đánh giá.
    Tôi không hỏi số căn cước, dân tộc, tôn giáo.

    3. Để làm gì
    a) Nhận kiến nghị, chuyển đến công đoàn phải giải quyết, trả lời anh/chị.
    b) Gửi tin của công đoàn. Việc này hỏi riêng, không đồng ý cũng không sao.
    Không dùng vào việc khác.

    4. Ai được xem
    Cán bộ của công đoàn đang giữ kiến nghị, và của nơi đã giữ trước đó, đến lúc chuyển đi. Công đoàn các cấp là những tổ chức khác nhau. Mỗi lần chuyển, anh/chị được báo.
    Nếu anh/chị ẩn danh, cán bộ không thấy tên và địa chỉ của anh/chị.
    Khi tính mạng bị đe dọa, luật cho phép báo ngay cho người cứu giúp.

    5. Tin đi qua đâu
    Trang trò chuyện trên web là của chúng tôi. Telegram và Zalo là của công ty khác; máy chủ Telegram ở nước ngoài.

    6. Giữ bao lâu
    Đến khi việc xong và hết hạn lưu trữ. Tin chưa được đồng ý thì xóa sau { $hours } giờ.

    7. Quyền của anh/chị
    Được biết; đồng ý hoặc không; rút lại đồng ý; xem, sửa, nhận bản sao, yêu cầu xóa, hạn chế, phản đối; khiếu nại, khởi kiện, đòi bồi thường; yêu cầu được bảo vệ.
    Rút lại đồng ý thì kiến nghị đã gửi vẫn được giải quyết. Muốn làm các việc này, anh/chị gọi { $hotline }.
    Anh/chị nói đúng sự thật và tôn trọng thông tin của người khác.

    Theo Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15. Bản số { $version }.

consent-agreed = Cảm ơn anh/chị đã đồng ý. Tôi xem tin anh/chị vừa gửi ngay đây.
consent-agreed-write = Cảm ơn anh/chị đã đồng ý. Bây giờ anh/chị viết cho tôi được rồi.
consent-already = Anh/chị đã đồng ý rồi. Anh/chị cứ viết tiếp nhé.
consent-news =
    Cảm ơn anh/chị. Tôi sẽ gửi tin công đoàn cho anh/chị.
    Muốn thôi nhận, anh/chị gọi { $hotline }.
consent-news-only =
    Tôi đã ghi: anh/chị nhận tin công đoàn.
    Còn kiến nghị thì sao? Anh/chị có đồng ý cho xử lý không?
consent-withdraw =
    Trước đây anh/chị đã đồng ý. Muốn rút lại, anh/chị gọi { $hotline }.
    Kiến nghị đã gửi vẫn được giải quyết.
consent-refused =
    Tôi không giữ lại tin nào của anh/chị. Chưa ai đọc.

    Anh/chị vẫn gọi được công đoàn: { $hotline }
    ({ $hours })
    Khi nguy hiểm:
    { $numbers }

    Nếu đổi ý, anh/chị cứ viết lại cho tôi.
consent-forgotten =
    Đã { $hours } giờ mà anh/chị chưa đồng ý, nên tôi đã xóa tin của anh/chị. Chưa ai đọc.
    Khi nào cần, anh/chị cứ viết lại.

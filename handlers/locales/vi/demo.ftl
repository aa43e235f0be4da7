# The demo page: four chats side by side, and stories to click through. What the people of the stories write stands here too.

demo-title = Cầu Nối · chạy thử
demo-what = Người lao động viết, công đoàn phải trả lời. Bốn người, bốn ô chat, tất cả chạy thật trên máy này.
demo-language = Ngôn ngữ
demo-restart = Bắt đầu lại
demo-restart-how =
    Những gì viết ở đây nằm trong thư mục data/demo. Tắt đi, mở lại vẫn còn.
    Muốn bắt đầu lại từ đầu: bấm Ctrl+C ở cửa sổ lệnh, rồi gõ make demo-new

demo-name-worker = Chị Lan
demo-name-grassroots = Chị Hoa
demo-name-district = Anh Minh
demo-name-admin = Chị Mai
demo-seat-worker = Người lao động
demo-seat-grassroots = Công đoàn cơ sở Công ty May Tam Đường
demo-seat-district = Liên đoàn Lao động huyện Tam Đường
demo-seat-admin = Liên đoàn Lao động tỉnh, quản trị
demo-tab-worker = Lao động
demo-tab-grassroots = Cơ sở
demo-tab-district = Huyện
demo-tab-admin = Tỉnh
demo-chats = Bốn ô chat
demo-news = có tin mới

# The guide

demo-stories = Câu chuyện
demo-guide = Hướng dẫn
demo-intro = Chọn một câu chuyện rồi bấm từng bước. Hoặc anh/chị cứ tự viết vào ô chat.
demo-choose = Chọn câu chuyện
demo-help = Làm giúp tôi
demo-seen = Tôi thấy rồi
demo-skip = Bỏ qua bước này
demo-again = Kể lại từ đầu
demo-steps = Các bước
demo-close = Đóng
demo-next = Chọn chuyện khác
demo-working = Đang làm…
demo-waiting = Đã làm. Chờ một chút…
demo-stuck = Chưa thấy nút cần bấm. Anh/chị tự làm trong ô chat, hoặc bỏ qua bước này.
demo-step-done = xong
demo-step-now = đang ở đây

demo-try = Thử thêm
demo-try-follow = Ô chị Lan: gõ “theo dõi” để biết việc đang ở đâu, từ khi nào.
demo-try-photo = Ô chị Lan: gửi một bức ảnh hoặc một đoạn ghi âm.
demo-try-undo = Ô cán bộ: trả lời rồi bấm ngay “{ button-undo }”. Người lao động không nhận được gì.
demo-try-inbox = Ô cán bộ: gõ /hopthu để xem việc đang chờ, hoặc /tim lương.
demo-try-offline = Dừng chương trình giữa chừng rồi chạy lại: không tin nào mất.

# Steps that several stories have

demo-step-agree = Chị Lan bấm “{ button-consent-petitions }”. Chưa bấm thì chưa ai đọc được.
demo-step-drop = Chị Lan bỏ thư đang viết dở: gõ /huy, rồi bấm “{ button-petition-drop }”.
demo-step-new = Đây là chuyện mới. Chị Lan bấm “{ button-petition-new }”.
demo-step-workplace = Chị Lan gõ tên nơi làm “{ demo-says-workplace }”, rồi bấm đúng tên.
demo-says-cancel = /huy
demo-says-workplace = may tam duong

# Two months without wages

demo-wages = Chậm lương hai tháng
demo-wages-about = Hỏi lại, chuyển cấp trên, chưa hài lòng
demo-wages-write = Chị Lan viết như nhắn tin, không dấu: “{ demo-says-wages }”.
demo-wages-anonymous = Chị Lan không muốn lộ tên: bấm “{ switch-anonymous-off }”. Nút đổi thành bật.
demo-wages-send = Kéo lên xem: thư tới ai, cán bộ thấy gì. Chị Lan bấm “{ button-petition-send }”.
demo-wages-take = Chị Hoa nhận được thư, không thấy tên ai. Chị bấm “{ button-case-take }”.
demo-wages-ask = Chị Hoa bấm “{ button-case-ask }”, viết: “{ demo-says-wages-question }” Vài giây sau tin mới đi.
demo-wages-reply = Chị Lan bấm “{ button-reply-now }”, viết: “{ demo-says-wages-reply }”, rồi bấm “{ button-follow-done }”.
demo-wages-up = Chị Hoa bấm “{ button-case-up }”, viết lý do: “{ demo-says-wages-reason }”
demo-wages-answer = Anh Minh bấm “{ button-case-answer }”, viết: “{ demo-says-wages-answer }”
demo-wages-rate = Chị Lan chấm 2 điểm.
demo-wages-reopen = Chị Lan bấm “{ button-not-satisfied }”, viết: “{ demo-says-wages-why }”. Việc lên tỉnh.
demo-wages-end = Việc đã lên tới chị Mai ở tỉnh. Anh/chị thử trả lời thay chị Mai.
demo-says-wages = cty no luong 2 thang r ko tra
demo-says-wages-question = Công ty nợ lương từ tháng nào? Bao nhiêu người bị nợ?
demo-says-wages-reply = tu thang 9, ca to may 2, 14 nguoi
demo-says-wages-reason = Giám đốc không chịu họp, cơ sở không tự giải quyết được.
demo-says-wages-answer = Liên đoàn đã làm việc với công ty ngày 20/11. Công ty hẹn trả lương trước 15/12.
demo-says-wages-why = ho hen 3 lan roi van chua tra

# The own union must not read it

demo-hidden = Công đoàn nơi tôi làm không được xem
demo-hidden-about = Sợ người trong công ty biết
demo-hidden-write = Chị Lan viết: “{ demo-says-hidden }”.
demo-hidden-exclude = Thư đang gửi tới công đoàn công ty. Chị Lan bấm “{ switch-own-unit-on }”.
demo-hidden-send = Kéo lên xem: nơi nhận nay là Liên đoàn Lao động huyện. Chị Lan bấm “{ button-petition-send }”.
demo-hidden-look = Thư tới anh Minh. Anh/chị nhìn ô chat chị Hoa: không có gì về việc này.
demo-hidden-take = Anh Minh bấm “{ button-case-take }”.
demo-hidden-answer = Anh Minh bấm “{ button-case-answer }”, viết: “{ demo-says-hidden-answer }”
demo-hidden-rate = Chị Lan chấm 5 điểm.
demo-hidden-end = Xong. Công đoàn công ty không biết gì, cả khi tìm kiếm. Anh/chị thử gõ /tim tăng ca ở ô chị Hoa.
demo-says-hidden = quan ly bat tang ca toi 9h toi, ai nghi thi mang chui. chu tich cong doan la em ong ay
demo-says-hidden-answer = Chúng tôi sẽ kiểm tra giờ làm của cả xưởng trong tuần này, không nêu ai đã báo.

# An accident

demo-accident = Tai nạn lao động
demo-accident-about = Việc khẩn đi trước mọi câu hỏi
demo-accident-write = Chị Lan viết: “{ demo-says-accident }”. Số cấp cứu phải hiện ra ngay.
demo-accident-send = Thư đã được đánh dấu khẩn, không hỏi gì thêm. Chị Lan bấm “{ button-petition-send }”.
demo-accident-take = Thư của chị Hoa ghi KHẨN CẤP. Chị Hoa bấm “{ button-case-take }”.
demo-accident-answer = Chị Hoa bấm “{ button-case-answer }”, viết: “{ demo-says-accident-answer }”
demo-accident-end = Xong. Thử thêm: gõ “khẩn cấp” ở ô chị Lan.
demo-says-accident = tai nan lao dong, co nguoi nga gian giao o xuong 2, gay chan
demo-says-accident-answer = Xe cấp cứu đang tới. Chị giữ mọi người tránh xa giàn giáo, tôi xuống ngay.

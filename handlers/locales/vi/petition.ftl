# A worker writes a petition, from the first word to the receipt.

command-petition = kiennghi
spoken-petition = kiến nghị | gửi kiến nghị | viết kiến nghị | phản ánh
about-petition = Viết kiến nghị gửi công đoàn
command-question = cauhoi
spoken-question = câu hỏi | đặt câu hỏi
about-question = Hỏi công đoàn một việc

petition-tell-kien_nghi =
    Tôi nghe đây. Anh/chị cứ kể, bằng lời của mình.
    Viết, ghi âm, chụp ảnh hay quay video đều được.
    Khi nào anh/chị bấm Gửi thì thư mới đi.
petition-tell-cau_hoi =
    Anh/chị muốn hỏi điều gì? Cứ viết như đang nói chuyện.
    Ghi âm hay gửi ảnh cũng được.
    Khi nào anh/chị bấm Gửi thì câu hỏi mới đi.
petition-note =
    { $note }

    { $question }
petition-noted = Tôi ghi lại rồi. Anh/chị muốn kể thêm thì cứ gửi tiếp.
petition-joined = Tôi đã ghi thêm { $count } tin.
petition-rewritten = Tôi đã thay bằng lời mới.
petition-no-such-number = Không có số đó. Anh/chị chọn một số có trong danh sách nhé.
petition-place = Vị trí: { $place }
petition-urgent =
    { $call }

    Tôi đã đánh dấu thư này là khẩn.

# What is asked

petition-workplace =
    Anh/chị làm ở đâu? Tôi hỏi để thư đến đúng người.
    Gõ tên nơi làm, không cần dấu. Hoặc chọn bên dưới.
petition-workplace-found =
    { $count ->
        [1] Có phải nơi này không?
       *[other] Nơi nào đúng? Anh/chị chọn một nơi.
    }
    { $names }

    Nếu chưa đúng, anh/chị gõ lại tên.
petition-place-unknown = Tôi chưa tìm thấy nơi này, nhưng đã ghi vào thư.
petition-commune =
    Nơi làm ở xã, phường nào?
    Gõ tên xã, phường, không cần dấu.
petition-commune-found = Xã, phường nào đúng? Nếu chưa có, anh/chị gõ lại tên.
petition-topic =
    Chuyện này về việc gì?
    Anh/chị chọn việc chính. Không rõ thì bấm Bỏ qua.
petition-split =
    Thư này nói hai việc: { $first }, và { $second }.
    Gửi thành hai thư thì mỗi việc có người lo riêng. Cả hai thư đều có đủ lời anh/chị viết.
petition-whither =
    Tôi ghi lại rồi. Anh/chị còn việc chưa xong:
    { $cases }

    Lời vừa viết là của việc đó, hay là chuyện mới?
    Chuyện mới thì tôi chưa gửi cho ai.
petition-whither-line = { $code } · { $topic }. Người đọc: { $unit }.
petition-old =
    Anh/chị đang viết dở từ { $begun }:
    “{ $beginning }”

    Viết tiếp thư này, hay bỏ đi để viết thư mới?
petition-old-files =
    Anh/chị có một thư viết dở, có tệp kèm theo.
    Viết tiếp thư này, hay bỏ đi để viết thư mới?
petition-beginning = { $text }…
petition-more =
    Anh/chị cứ viết thêm, ghi âm hay gửi ảnh.
    Xong thì bấm Xong.
petition-rewrite =
    Anh/chị viết lại từ đầu nhé. Lời mới sẽ thay lời cũ.
    Ảnh và tệp đã gửi vẫn còn.
petition-edit = Anh/chị muốn sửa gì?
petition-files =
    Tệp này có thể làm lộ danh tính. Vẫn gửi?
    Giọng nói, khuôn mặt hay thông tin trong tài liệu có thể cho biết anh/chị là ai.
petition-empty = Thư chưa có gì để gửi.
petition-only-files = Bỏ tệp ra thì thư không còn gì. Anh/chị viết vài lời nhé.
petition-cancel =
    Anh/chị muốn bỏ thư này?
    Bỏ rồi thì lời và ảnh đều bị xóa, không lấy lại được.
petition-dropped = Tôi đã xóa thư. Chưa có ai đọc. Khi cần, anh/chị cứ viết cho tôi.
petition-kept = Tôi giữ thư này 30 ngày. Khi muốn viết tiếp, anh/chị cứ nhắn cho tôi.
petition-forgotten =
    Thư anh/chị viết dở từ { $begun } đã để quá 30 ngày, nên tôi xóa rồi.
    Chưa có ai đọc. Nếu vẫn cần, anh/chị viết lại cho tôi nhé.

button-petition-back = Quay lại
button-petition-skip = Bỏ qua
button-petition-topics = Chuyện khác
button-petition-split-yes = Gửi thành hai thư
button-petition-split-no = Gửi chung một thư
button-preview-one = Chỉ gửi một thư
button-petition-communes = Xã, phường nơi tôi làm
button-petition-no-union = Nơi tôi làm chưa có công đoàn
button-petition-unsaid = Không muốn nói
button-petition-add-to = Bổ sung vào { $code }
button-petition-new = Kiến nghị mới
button-petition-resume = Viết tiếp
button-petition-fresh = Viết thư mới
button-petition-done = Xong
button-petition-rewrite = Viết lại
button-petition-more = Thêm
button-petition-workplace = Đổi nơi làm việc
button-petition-topic = Đổi chủ đề
button-petition-into-cau_hoi = Đổi thành câu hỏi
button-petition-into-kien_nghi = Đổi thành kiến nghị
button-petition-files-yes = Vẫn gửi tệp
button-petition-files-no = Gửi thư, không gửi tệp
button-petition-drop = Bỏ thư
button-petition-keep = Giữ lại, viết sau

# What will be sent to whom

preview-to =
    Gửi tới: { $unit }
    Lý do: { $reason }
preview-excluded = Anh/chị không muốn { $passed } xem, nên gửi lên cấp trên.
preview-seen =
    Cán bộ sẽ thấy:
    { $heading }{ $urgent }
    Về: { $topic }{ $second }
    Nơi làm việc: { $workplace }
    Người gửi: { $author }

    { $text }{ $files }
preview-second = . Gửi thêm một thư riêng về: { $topic }
preview-urgent = { " · " }KHẨN CẤP
preview-cut =
    { $text }…
    (Còn { $left } chữ nữa. Tất cả đều được gửi.)
preview-files =
    { "" }

    Kèm theo: { $files }
files-photo = { $count } ảnh
files-voice = { $count } ghi âm
files-video = { $count } video
files-file = { $count } tài liệu
preview-anonymous =
    Cán bộ không thấy tên, số điện thoại và tài khoản của anh/chị.
    Anh/chị vẫn nhận được trả lời ở đây.
preview-files-held-back = Ghi âm, video hoặc tài liệu có thể làm lộ danh tính. Tôi sẽ hỏi lại trước khi gửi.
preview-traces =
    Trong thư có: { $found }{ $more ->
        [0] { "" }
       *[other] { " " }và { $more } chỗ nữa
    }.
    Muốn giấu với cán bộ, anh/chị bấm Che lại.
preview-masked = Tên và số trong thư đã được che bằng dấu ***.
preview-press-send = Nếu đúng, anh/chị bấm Gửi. Muốn thêm gì thì cứ viết tiếp.
preview-press-send-urgent = Anh/chị bấm Gửi để báo ngay. Kể thêm được thì càng tốt.

button-petition-send = Gửi
button-petition-edit = Sửa
button-petition-cancel = Hủy
switch-anonymous-on = Ẩn danh: bật
switch-anonymous-off = Ẩn danh: tắt
switch-own-unit-on = Công đoàn nơi tôi làm: được xem
switch-own-unit-off = Công đoàn nơi tôi làm: không được xem
switch-mask-on = Bỏ che
switch-mask-off = Che lại
switch-urgent-on = Khẩn: bật
switch-urgent-off = Khẩn: tắt

# It has left

receipt =
    Đã gửi. Mã của anh/chị: { $code }
    Nơi đang giữ: { $unit }

    Mã bí mật: { $secret }
    Giữ riêng cho mình. Ai có cả mã và mã bí mật đều mở được thư này.
    Anh/chị dùng để mở thư trên máy khác.

    Cán bộ sẽ nhận việc rồi trả lời ngay tại đây. Có gì mới, tôi báo anh/chị.
receipt-urgent =
    Đã gửi khẩn. Mã của anh/chị: { $code }
    Nơi đang giữ: { $unit }
    Nếu đang nguy hiểm, anh/chị đừng chờ: gọi cấp cứu hoặc công an ngay.

    Mã bí mật: { $secret }
    Giữ riêng cho mình. Ai có cả mã và mã bí mật đều mở được thư này.
    Anh/chị dùng để mở thư trên máy khác.

    Cán bộ sẽ trả lời ngay tại đây. Có gì mới, tôi báo anh/chị.
petition-already-sent =
    Thư này đã gửi rồi, anh/chị yên tâm.
    Mã: { $code }. Nơi đang giữ: { $unit }. { $state }.
    Nút cũ không đổi được thư nữa. Anh/chị xem việc tới đâu, hoặc viết kiến nghị mới.
button-receipt-follow = Theo dõi
button-receipt-withdraw = Rút

# What several desks say.

only-in-private = Việc này chỉ làm trong trò chuyện riêng. Anh/chị nhắn riêng cho tôi nhé.
not-allowed = Anh/chị chưa được giao việc này.
only-for-officers =
    Việc này dành cho cán bộ công đoàn. Anh/chị có mã mời (CN-…) thì gửi mã cho tôi ở đây.
    Anh/chị cần giúp thì cứ viết cho tôi. Muốn xem việc đã gửi, anh/chị viết /theodoi.
uncertain-number =
    Tôi chưa rõ số này là của câu nào.
    Anh/chị bấm nút, hoặc viết chữ trên nút giúp tôi.
case-not-yours = Anh/chị không mở được việc này.
sorry-not-understood-by-us =
    Xin lỗi anh/chị, tôi bị lỗi nên chưa xử lý được tin vừa rồi.
    Anh/chị gửi lại giúp tôi, hoặc viết theo cách khác.
admin-alarm-nobody =
    Chưa có cán bộ nào nhận được việc { $code }.
    Anh/chị mời cán bộ vào trực giúp.

# Kinds of cases

kind-kien_nghi = Kiến nghị
kind-cau_hoi = Câu hỏi

# What a case is about

topic-wages = Tiền lương, tiền thưởng
topic-overtime = Giờ làm, tăng ca
topic-social_insurance = Bảo hiểm xã hội, bảo hiểm y tế
topic-meals = Bữa ăn ca
topic-housing = Nhà ở, đi lại, gửi con
topic-osh = An toàn lao động, tai nạn
topic-contract = Hợp đồng, bị cho nghỉ việc
topic-union = Hoạt động công đoàn, đoàn phí
topic-welfare = Thăm hỏi, hỗ trợ khó khăn
topic-harassment = Quấy rối, đánh mắng, đe dọa
topic-leave_maternity = Nghỉ phép, ốm đau, thai sản
topic-other = Việc khác
topic-unsaid = Chưa nói rõ

# How a case stands

state-draft = Đang viết, chưa gửi
state-new = Chờ cán bộ tiếp nhận
state-taken = Đang giải quyết
state-asked = Chờ người gửi trả lời thêm
state-answered = Đã trả lời
state-referred = Đã chuyển cơ quan có thẩm quyền
state-closed = Đã kết thúc
state-withdrawn = Người gửi đã rút
state-with = { $state }, cán bộ: { $officer }

# Why a unit has it

route-own = Đây là công đoàn ở nơi làm việc.
route-commune = { $unit } phụ trách { $commune }.
route-commune-uncovered = Chưa có công đoàn nào phụ trách riêng { $commune }, nên { $unit } nhận.
route-no-union = Nơi làm việc chưa có công đoàn, nên { $unit } nhận.
route-unsaid = Chưa rõ nơi làm việc, nên { $unit } nhận.
route-unit-unknown = Nơi làm việc không có trong danh sách, nên { $unit } nhận.
route-excluded = Người gửi không muốn { $passed } xem, nên { $unit } nhận.
route-nobody = { $passed } chưa có cán bộ trực, nên { $unit } nhận.
route-ended = { $passed } không còn hoạt động, nên { $unit } nhận.
route-rank = Việc này do cấp cao hơn giải quyết ({ $to }), nên { $unit } nhận.
route-alarm = Chưa có cán bộ nào trực. { $unit } giữ việc này và đang tìm người.
climb-next = Việc này được chuyển lên cấp trên: { $unit }.
climb-passed = { $passed } không nhận được, nên { $unit } nhận.
climb-top = { $unit } là cấp cao nhất, nên vẫn giữ việc này.
climb-alarm = Các cấp trên chưa có cán bộ trực. { $unit } giữ việc này và đang tìm người.

unit-kind-co_so = công đoàn cơ sở
unit-kind-nghiep_doan = nghiệp đoàn
unit-kind-huyen = Liên đoàn Lao động huyện
unit-kind-thanh_pho = Liên đoàn Lao động thành phố
unit-kind-nganh = công đoàn ngành
unit-kind-vien_chuc = Công đoàn Viên chức
unit-kind-tinh = Liên đoàn Lao động tỉnh

# What a desk sees of a case

card =
    { $heading }
    Về: { $topic }{ $language }
    Nơi làm việc: { $workplace }
    Người gửi: { $author }
    Gửi lúc: { $at }

    { $text }{ $said }{ $reply }{ $given }

    { $state }{ $files }
card-heading = { $kind } { $code }
card-heading-urgent = KHẨN CẤP{ $danger } · { $kind } { $code }
card-danger = : { $what }
danger-accident = tai nạn
danger-danger = đang nguy hiểm
danger-violence = bạo lực
danger-harassment = quấy rối
danger-self_harm = có thể tự làm hại mình
danger-forced_labour = ép buộc làm việc
danger-child = trẻ em
danger-mass_wages = nợ lương nhiều người
danger-stoppage = ngừng việc tập thể
card-language =
    { "" }
    Viết bằng: { $names }
card-needs-reader =
    { "" }
    CẦN NGƯỜI ĐỌC: { $names }{ $readers }
card-reader =
    { "" }
    Người đọc giúp: { $name } ({ $languages }), { $phone }
written-vi = tiếng Việt
written-en = tiếng Anh
written-zh = tiếng Trung
written-ja = tiếng Nhật
written-ko = tiếng Hàn
written-th = tiếng Thái Lan
written-lo = tiếng Lào
written-km = tiếng Khmer
written-unknown = chưa rõ tiếng gì
card-files = { " · " }{ $count } tệp kèm theo
card-no-text = (Không có lời viết)
card-cut =
    { $text }…
    (Còn tiếp. Bấm “Xem đầy đủ”.)
card-answer =
    { "" }

    { $officer } trả lời, { $at }:
    { $text }
card-question =
    { "" }

    { $officer } hỏi thêm, { $at }:
    { $text }
card-reply =
    { "" }

    Người gửi viết thêm, { $at }:
    { $text }
card-given =
    { "" }

    { $unit } chuyển đến. Lý do: { $why }
card-shortened = { $text }…
card-given-away = Đã chuyển sang đơn vị khác
author-anonymous = Ẩn danh
author-unnamed = Chưa rõ tên
workplace-none = Nơi chưa có công đoàn
workplace-unsaid = Không nói

digest =
    Có { $count } việc mới:
    { $lines }

    Bấm vào mã để xem từng việc.
digest-line = { $code } · { $topic }
digest-line-urgent = { $code } · KHẨN CẤP · { $topic }

button-case-take = Tiếp nhận
button-case-takeover = Nhận thay
button-case-answer = Trả lời
button-case-ask = Hỏi thêm
button-case-transfer = Chuyển
button-case-up = Chuyển cấp trên
button-case-refer = Chuyển cơ quan có thẩm quyền
button-case-note = Ghi chú nội bộ
button-case-close = Kết thúc
button-case-show = Xem đầy đủ

# Whom to call

emergency-ambulance = Cấp cứu y tế
emergency-police = Công an
emergency-fire = Chữa cháy, cứu nạn
emergency-child = Bảo vệ trẻ em

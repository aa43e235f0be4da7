# What happens to a case, as its desks and its author are told.

because = { " " }Lý do: { $words }

told-handed-over = Việc { $code } đã chuyển tới { $unit }.{ $why }
told-released = Việc { $code } lại chờ người tiếp nhận. { $officer } không còn phụ trách.
told-worker-replied =
    Người gửi { $code } viết thêm:
    { $text }
told-taken = { $officer } đã tiếp nhận { $code }.
told-taken-over = { $officer } nhận thay { $former } việc { $code }.{ $why }
told-answered =
    { $officer } đã trả lời { $code }:
    { $text }
told-asked =
    { $officer } đã hỏi thêm người gửi { $code }:
    { $text }
told-noted =
    Ghi chú nội bộ của { $officer } về { $code }:
    { $text }
told-referred = { $officer } đã chuyển { $code } tới { $body }, công văn { $number } ngày { $day }.
told-closed = { $officer } đã kết thúc { $code }.
told-edited =
    { $officer } đã sửa câu gửi người lao động ở { $code }:
    { $text }

author-taken = Việc { $code } đã có cán bộ của { $unit } tiếp nhận.
author-transferred = Việc { $code } đã chuyển tới { $unit }.{ $why }
author-climbed = Việc { $code } đã chuyển lên { $unit }.{ $why }
author-reopened = Việc { $code } được mở lại. Nơi giải quyết: { $unit }.
author-role_ended = Việc { $code } nay do { $unit } giải quyết.
author-referred =
    { $unit } đã chuyển việc { $code } tới { $body }.
    Công văn { $number } ngày { $day }. { $unit } vẫn theo dõi cho đến khi có kết quả.
author-closed = Việc { $code } đã kết thúc. Anh/chị thấy kết quả thế nào?
author-answer =
    { $unit } trả lời việc { $code }:

    { $text }

    Anh/chị chấm mấy điểm? 5 là rất hài lòng.
author-question =
    { $unit } hỏi thêm về việc { $code }:

    { $text }

    Anh/chị trả lời ngay tin này nhé.
author-correction =
    { $unit } sửa lại câu trước về việc { $code }:

    { $text }
author-files-only = (Xem tệp kèm theo)

button-not-satisfied = Tôi chưa hài lòng
button-add-more = Bổ sung

told-answer-lost = Câu trả lời cho { $code } chưa tới được người lao động.
told-question-lost = Câu hỏi thêm cho { $code } chưa tới được người lao động.
told-file-lost = Một tệp của { $code } không tải về được. Anh/chị có thể hỏi người gửi.
file-lost = Tôi không tải được một tệp của anh/chị. Anh/chị gửi lại giúp tôi nhé.
file-too-big = Một tệp của anh/chị lớn quá, tôi không nhận được. Anh/chị gửi tệp nhỏ hơn nhé.

# Why a unit has a case, when an officer gave it to them
desk-transferred = Cán bộ đã chuyển việc này tới { $unit }.

button-reply-now = Trả lời

# The author follows the own cases, adds to them, judges the answer.

command-status = theodoi
spoken-status = theo dõi | việc của tôi
about-status = Xem việc của anh/chị đang ở đâu

follow-none = Anh/chị chưa gửi kiến nghị nào. Anh/chị cứ viết, tôi chuyển đến đúng nơi.
follow-list =
    Các việc của anh/chị, mới nhất ở trên:

    { $cases }

    Bấm vào mã để xem từng việc.
follow-line =
    { $code } · { $topic }
    { $state }. { $unit } giữ từ { $since }.
follow-case =
    { $code } · { $topic }
    { $state }.

    Nơi đang giữ: { $unit }, từ { $since }.
    { $reason }

    Đã qua các bước:
    { $events }{ $answer }
follow-last-answer =
    { "" }

    Câu trả lời mới nhất, lúc { $at }:
    { $text }
follow-draft = Thư này anh/chị chưa gửi.
follow-not-now = Việc { $code } lúc này không làm vậy được. { $state }.

follow-state-new = Đang chờ cán bộ tiếp nhận
follow-state-taken = Cán bộ đang giải quyết
follow-state-asked = Cán bộ đang chờ anh/chị trả lời thêm
follow-state-answered = Đã có câu trả lời
follow-state-referred = Đã chuyển cơ quan có thẩm quyền
follow-state-closed = Đã kết thúc
follow-state-withdrawn = Anh/chị đã rút

follow-event-opened = { $at }: đã gửi tới { $unit }.
follow-event-taken = { $at }: cán bộ đã tiếp nhận.
follow-event-released = { $at }: đang chờ cán bộ khác tiếp nhận.
follow-event-asked = { $at }: cán bộ hỏi thêm.
follow-event-replied = { $at }: anh/chị viết thêm.
follow-event-edited_by_author = { $at }: anh/chị sửa lời đã viết.
follow-event-urgent = { $at }: đánh dấu khẩn.
follow-event-answered = { $at }: cán bộ đã trả lời.
follow-event-transferred = { $at }: chuyển tới { $unit }.{ $why }
follow-event-climbed = { $at }: chuyển lên { $unit }.{ $why }
follow-event-role_ended = { $at }: { $unit } tiếp tục giải quyết.
follow-event-referred = { $at }: chuyển tới { $body }, công văn { $number } ngày { $day }.
follow-event-closed = { $at }: kết thúc.
follow-event-rated = { $at }: anh/chị chấm { $points } điểm.
follow-event-reopened = { $at }: mở lại, { $unit } giải quyết.
follow-event-withdrawn = { $at }: anh/chị rút.
follow-event-secret_renewed = { $at }: đổi mã bí mật.

button-follow-older = Xem thêm
button-follow-withdraw = Rút
button-follow-secret = Tạo mã bí mật mới
button-follow-leave-it = Thôi
button-follow-skip = Bỏ qua

# A new secret

follow-secret-sure =
    Tôi không giữ mã bí mật cũ của { $code }, nên không gửi lại được.
    Tôi tạo được mã mới. Khi đó mã cũ hết dùng.
follow-secret-new =
    Mã bí mật mới của { $code }: { $secret }
    Mã cũ không còn dùng được. Anh/chị giữ riêng cho mình.
    Ai có cả mã và mã bí mật đều mở được việc này.
button-follow-secret-new = Tạo mã mới

# Taking it back

follow-withdraw-sure =
    Anh/chị muốn rút { $code }? Rút rồi thì không gửi lại việc này được.
    Điều { $unit } đã đọc thì họ vẫn biết.
follow-withdrawn = Anh/chị đã rút { $code }. Không còn ai giải quyết việc này. Khi cần, anh/chị cứ viết cho tôi.
button-follow-withdraw-now = Rút { $code }
told-withdrawn = Người gửi đã rút { $code }. Việc này không cần trả lời nữa.

# Adding

follow-write =
    Anh/chị viết thêm cho { $code } đi. Gửi ảnh hay ghi âm cũng được.
    { $unit } sẽ đọc. Xong thì bấm Xong.
follow-added = Đã thêm vào { $code }. { $unit } sẽ đọc.
follow-added-more = Đã thêm vào { $code }. { $unit } sẽ đọc. Còn nữa thì anh/chị viết tiếp.
follow-added-closed =
    Tôi đã chuyển lời này cho { $unit }. Nhưng { $code } đã kết thúc.
    Nếu việc chưa xong, anh/chị bấm Tôi chưa hài lòng để mở lại.
follow-closed = { $code } đã kết thúc. Nếu việc chưa xong, anh/chị bấm Tôi chưa hài lòng để mở lại.
follow-nothing = Tôi chưa đọc được tin này. Anh/chị viết chữ, hoặc gửi ảnh, ghi âm nhé.
follow-done = Xong. { $unit } đã nhận những gì anh/chị thêm vào { $code }.
follow-covered =
    Tôi đã che: { $found }
    Cán bộ không thấy chỗ này, vì anh/chị ẩn danh.
follow-uncovered = Cán bộ đã thấy đủ lời anh/chị thêm vào { $code }.
follow-held =
    Tệp này có thể làm lộ danh tính. Vẫn gửi?
    Tôi chưa gửi tệp cho cán bộ. Phần còn lại đã gửi.
follow-files-sent = Tệp đã gửi cho nơi giữ { $code }.
button-follow-done = Xong
button-follow-uncover = Cho cán bộ xem
button-follow-files = Vẫn gửi tệp

told-worker-files = Người gửi { $code } gửi thêm tệp.
told-uncovered =
    Người gửi { $code } cho xem đủ lời đã viết:
    { $text }
told-urgent = KHẨN CẤP: người gửi { $code } vừa báo nguy hiểm.

# Editing

follow-edited = Tôi đã sửa trong { $code } và báo cho cán bộ. Lời cũ vẫn được lưu.
told-author-edited =
    Người gửi { $code } đã sửa lời.
    Trước: { $old }
    Nay: { $new }

# The answer is judged

follow-rated = Cảm ơn anh/chị. Tôi ghi { $points } điểm cho việc { $code }.
follow-rated-bad =
    Tôi ghi { $points } điểm cho việc { $code }. Tiếc là anh/chị chưa vừa ý.
    Anh/chị có thể nhờ cấp trên xem lại.
told-rated = Người gửi { $code } chấm { $points }/5 điểm.
follow-why =
    { $code } còn điều gì chưa được? Anh/chị nói để cấp trên rõ.
    Không muốn nói thì bấm Bỏ qua.
follow-reopened-here =
    { $code } được mở lại. { $unit } là cấp cao nhất, nên vẫn giải quyết.
    Tôi đã báo cho người quản lý biết.
follow-reopened-enough =
    { $code } đã mở lại { $times } lần, nên ở đây không mở thêm được.
    Anh/chị gọi { $hotline }, sẽ có người nghe và giúp anh/chị.
told-reopened-here = Người gửi { $code } chưa hài lòng. Việc được mở lại tại đây.
admin-reopened-here = Việc { $code } được mở lại ở cấp cao nhất: { $unit }.

# Whether the author can be reached

told-reachable = Nay liên lạc lại được với người gửi { $code }. Lời chưa tới thì gửi lại được.

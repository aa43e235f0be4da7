# What an officer reads and presses while working on a case.

command-inbox = hopthu
spoken-inbox = hộp thư
about-inbox = Các việc đang chờ anh/chị
command-search = tim
about-search = Tìm việc theo từ hoặc mã

button-never-mind = Thôi
button-undo = Hoàn tác
button-send = Gửi
button-do-not-send = Hủy
button-next-page = Trang sau
button-close-now = Kết thúc
button-not-ours-unit = Không thuộc thẩm quyền: chuyển đơn vị khác
button-not-ours-outside = Chuyển cơ quan có thẩm quyền
button-resend = Gửi lại
button-canned = Mẫu trả lời
button-canned-save = Lưu làm mẫu
button-canned-delete = Xóa mẫu
button-tab-waiting = Đang chờ ({ $count })
button-tab-mine = Của tôi ({ $count })
button-tab-answered = Đã trả lời ({ $count })

officer-dropped = Vâng, tôi không làm gì cả.
officer-not-now = Chưa làm được việc này. { $code } hiện: { $state }.
officer-nothing-to-send = Tin này chưa có nội dung. Anh/chị viết vài chữ hoặc gửi tệp nhé.
officer-reason-needed = Anh/chị viết lý do bằng vài chữ nhé.

officer-took =
    Anh/chị đã tiếp nhận { $code }.
    Trả lời bất kỳ tin nào của việc này là trả lời người lao động.
officer-has-it = Anh/chị đang giải quyết { $code } rồi.
officer-why-take-over =
    { $officer } đang giải quyết { $code }.
    Vì sao anh/chị nhận thay? { $officer } sẽ đọc lý do này.

officer-write-answer = Anh/chị viết câu trả lời cho { $code } nhé.
officer-write-question = Anh/chị cần hỏi người gửi { $code } điều gì?
officer-write-note = Anh/chị viết ghi chú cho { $code } nhé. Người lao động không thấy.
officer-write-in-group =
    { $words }
    Anh/chị viết bằng cách trả lời ngay tin này.
officer-noted = Đã ghi chú vào { $code }. Người lao động không thấy.

answer-leaves = Tin cho { $code } sẽ gửi sau { $seconds } giây.
answer-left = Đã gửi cho người lao động ({ $code }).
answer-undone = Đã dừng. Người lao động chưa nhận được gì.
answer-left-already = Tin này đã gửi rồi, không lấy lại được.
answer-held = Tin cho { $code } chưa gửi. Anh/chị xem tin dưới nhé.
answer-not-yours = Tin chưa được gửi: anh/chị không còn phụ trách { $code }.
answer-to-worker = Gửi cho người lao động ({ $code })?
answer-just-sent =
    { $officer } vừa gửi cho người lao động ({ $code }, { $at }):
    { $text }

    Anh/chị vẫn gửi tin của mình?
answer-taken =
    { $officer } đang giải quyết { $code }.
    Anh/chị vẫn gửi tin này cho người lao động?

officer-close-sure = Kết thúc { $code }? Người gửi vẫn mở lại được nếu chưa hài lòng.
officer-close-how =
    Chưa kết thúc { $code } được: người lao động chưa có câu trả lời.
    Anh/chị trả lời, hoặc chuyển đến nơi giải quyết.
officer-closed = Đã kết thúc { $code }.

officer-transfer-where =
    Chuyển { $code } tới đơn vị nào?
    Anh/chị chọn, hoặc viết tên đơn vị.
officer-transfer-found =
    Các đơn vị có tên gần giống để nhận { $code }.
    Anh/chị chọn, hoặc viết tên khác.
officer-transfer-not-found =
    Không thấy đơn vị nào có tên như vậy nhận được { $code }.
    Anh/chị chọn dưới đây, hoặc viết tên khác.
officer-transfer-cannot =
    Đơn vị này chưa nhận được { $code }.
    Anh/chị chọn nơi khác, hoặc viết tên đơn vị.
officer-transfer-why =
    Vì sao chuyển { $code } tới { $unit }?
    Người lao động sẽ đọc lý do này.
officer-up-nobody = Cấp trên chưa có cán bộ nào nhận được. { $code } ở lại đơn vị.
officer-handed-over = Đã chuyển { $code } tới { $unit }.

officer-refer-body =
    Chuyển { $code } tới cơ quan nào?
    Có thể viết cả ba trên một dòng: Sở Nội vụ; 123/CV-LĐ; 5/6/2026
officer-refer-number = Số công văn là gì?
officer-refer-day = Công văn ngày nào? Ví dụ: 5/6/2026
officer-refer-wrong-day = Ngày này chưa đúng. Anh/chị viết lại ngày công văn, ví dụ 5/6/2026.
officer-referred = Đã ghi: { $code } chuyển tới { $body }. Đơn vị vẫn giữ và theo dõi việc này.

officer-sent-again = Đang gửi lại cho người lao động ({ $code }).
officer-nothing-lost = Không còn tin nào cần gửi lại ({ $code }).

canned-none = Đơn vị chưa có mẫu trả lời nào.
canned-choose = Anh/chị chọn mẫu để trả lời { $code }.
canned-preview =
    Sẽ gửi cho người lao động ({ $code }):

    { $text }
canned-gone = Mẫu này không còn nữa.
canned-deleted = Đã xóa mẫu “{ $title }”.
canned-title = Anh/chị đặt tên ngắn cho mẫu này nhé.
canned-saved = Đã lưu mẫu “{ $title }”.

inbox-waiting =
    Đang chờ: { $count }
    { $lines }
inbox-waiting-none = Không có việc nào đang chờ.
inbox-mine =
    Việc của anh/chị: { $count }
    { $lines }
inbox-mine-none = Anh/chị không giữ việc nào.
inbox-answered =
    Đã trả lời, chưa kết thúc: { $count }
    { $lines }
inbox-answered-none = Chưa có việc nào đã trả lời mà chưa kết thúc.
inbox-line = { $code } · { $topic } · từ { $since } · { $taken }{ $unit }
inbox-line-urgent = { $code } · KHẨN CẤP · { $topic } · từ { $since } · { $taken }{ $unit }
inbox-taken = { $officer }
inbox-untaken = chưa ai nhận
inbox-unit = { " · " }{ $unit }

search-what = Anh/chị cần tìm từ gì, hoặc mã nào? Không dấu cũng được.
search-found =
    Tìm “{ $asked }”:
    { $lines }
search-nothing = Không thấy việc nào có “{ $asked }”.
button-search-older = Tìm việc cũ hơn
search-line = { $code } · { $topic } · { $at }

history-head =
    { $code } · { $topic }
    Nơi làm việc: { $workplace }
    Người gửi: { $author }
    Gửi lúc: { $at }
    { $state }
history-worker =
    { $at } · Người gửi{ $revised }{ $files }
    { $text }
history-answer =
    { $at } · { $officer } trả lời{ $revised }{ $files }{ $arrived }
    { $text }
history-question =
    { $at } · { $officer } hỏi thêm{ $revised }{ $files }{ $arrived }
    { $text }
history-note =
    { $at } · Ghi chú nội bộ của { $officer }{ $revised }{ $files }
    { $text }
history-revised = { " · " }đã sửa
history-files = { " · " }{ $count } tệp
arrived-failed = { " · " }chưa tới được
arrived-waits = { " · " }đang gửi
arrived-sent = { " · " }đã gửi, chưa xem
arrived-there = { " · " }đã tới
arrived-seen = { " · " }đã xem

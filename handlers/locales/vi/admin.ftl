# The admin in chat.

command-officers = canbo
spoken-officers = cán bộ
about-officers = Cán bộ, lời mời, danh sách đơn vị

admin-role-officer = cán bộ
admin-role-admin = quản trị

# All units

admin-overview =
    Anh/chị quản lý { $units } đơn vị.
    Có cán bộ trực: { $answered }. Chưa có ai: { $empty }.
    Trang { $page }/{ $pages }. Bấm vào đơn vị để xem, hoặc gõ tên để tìm.
admin-empty =
    { $empty } trong { $units } đơn vị chưa có cán bộ trực ({ $answered } đơn vị đã có).
    Việc gửi tới các đơn vị này do cấp trên nhận.
    Trang { $page }/{ $pages }.
admin-unit-line = { $name } · { $officers } cán bộ
admin-unit-line-empty = { $name } · chưa có ai
admin-find = Anh/chị viết vài chữ trong tên đơn vị. Không cần dấu.
admin-found = Các đơn vị tìm được:
admin-found-nothing = Không tìm thấy đơn vị nào. Anh/chị viết cách khác xem sao.

button-admin-back = Trang trước
button-admin-on = Trang sau
button-admin-find = Tìm theo tên
button-admin-list = Tất cả đơn vị
button-admin-empty = Đơn vị chưa có cán bộ
button-admin-units = Nạp danh sách đơn vị
button-admin-contact = Sửa liên hệ

admin-empty-units =
    Có { $count } đơn vị chưa có cán bộ trực:
    { $names }

    Việc gửi tới các đơn vị này do cấp trên nhận. Anh/chị mời cán bộ giúp.

# One unit

admin-unit-above = Cấp trên: { $above }
admin-unit-ended = Đơn vị này đã kết thúc hoạt động.
admin-unit-nobody = Chưa có cán bộ nào.
admin-person = { $name }, { $role }, từ { $since }{ $reach }
admin-person-there = { "" }
admin-person-away = { " " }(không liên lạc được)
admin-invited = Lời mời { $number }: { $role }, dùng được đến { $expires }

button-admin-unit = Về đơn vị
button-admin-cases = Số vụ
button-admin-invite-officer = Mời cán bộ
button-admin-invite-admin = Mời quản trị
button-admin-end = Kết thúc vai trò: { $name } ({ $role })
button-admin-withdraw = Thu hồi lời mời { $number }

admin-cases =
    Số vụ ở { $unit }:
    { $lines }
admin-cases-below =
    Ở tất cả đơn vị cấp dưới:
    { $lines }
admin-cases-line = { $state }: { $count }
admin-cases-none = Không có vụ nào.

# Invitations

admin-invitation-officer =
    Mã mời làm cán bộ của { $unit }:
    { $code }

    Anh/chị gửi mã này cho người được mời. Người đó nhắn mã cho tôi trong trò chuyện riêng.
    Muốn nhóm chat nhận việc: cán bộ của đơn vị gõ một mã khác vào nhóm.
    Mã dùng được một lần, trong { $days } ngày. Tôi chỉ hiện mã một lần này.
admin-invitation-admin =
    Mã mời làm quản trị { $unit } và các đơn vị cấp dưới:
    { $code }

    Anh/chị gửi mã này cho người được mời. Người đó nhắn mã cho tôi trong trò chuyện riêng.
    Mã dùng được một lần, trong { $days } ngày. Tôi chỉ hiện mã một lần này.
admin-invitation-withdrawn = Đã thu hồi lời mời.
admin-invitation-gone = Lời mời này đã được dùng, đã thu hồi hoặc đã hết hạn.

# A role ends

admin-end-sure-officer =
    Kết thúc vai trò cán bộ của { $name } tại { $unit }?
    Việc người này đang giữ sẽ chờ người khác. Nếu đơn vị không còn ai, việc chuyển lên cấp trên.
admin-end-sure-admin =
    Kết thúc vai trò quản trị của { $name } tại { $unit }?
    Lời mời mà người này đã tạo cũng hết dùng được.
button-admin-end-now = Kết thúc
button-admin-keep = Giữ lại
admin-ended = { $name } đã thôi vai trò tại { $unit }.
admin-your-role-ended = Vai trò { $role } của anh/chị tại { $unit } đã kết thúc. Cảm ơn anh/chị.
admin-role-gone = Vai trò này đã kết thúc từ trước.
admin-last = Đây là quản trị cuối cùng của toàn tỉnh. Anh/chị mời người khác trước đã.

# The unit file

admin-units-ask =
    Anh/chị gửi cho tôi tệp .csv có danh sách tất cả đơn vị.
    Tôi cho xem trước. Anh/chị bấm “Áp dụng” thì mới thay đổi.
admin-units-no-file = Tôi cần một tệp .csv. Anh/chị gửi tệp, đừng dán chữ nhé.
admin-units-too-big = Tệp này lớn quá 2 MB. Anh/chị kiểm tra lại giúp tôi.
admin-units-fetching = Đã nhận tệp. Tôi đang đọc, anh/chị chờ một chút.
admin-units-lost = Tôi không lấy được tệp này. Anh/chị gửi lại giúp tôi nhé.
admin-units-again = Bản xem trước đã cũ. Anh/chị gửi lại tệp nhé.
admin-units-same = Tệp này giống danh sách hiện có. Không có gì thay đổi.
admin-units-preview =
    Tệp này sẽ thêm { $added }, sửa { $changed }, kết thúc { $ended } đơn vị:
    { $lines }

    Anh/chị có áp dụng không?
admin-units-added = Thêm: { $name }
admin-units-changed = Sửa: { $name }
admin-units-ended = Kết thúc: { $name }
admin-units-more = … và { $count } đơn vị nữa
admin-units-applied = Đã áp dụng: thêm { $added }, sửa { $changed }, kết thúc { $ended } đơn vị.
admin-units-wrong =
    Tệp có { $count } chỗ chưa đúng, tôi chưa thay đổi gì:
    { $lines }

    Anh/chị sửa rồi gửi lại tệp nhé.
admin-units-problem = Dòng { $line }{ $column }: { $what }{ $value }
admin-units-column = , cột { $name }
admin-units-value = { " " }({ $value })
admin-dropped = Đã dừng, không có gì thay đổi.
button-admin-apply = Áp dụng
button-admin-drop = Hủy

unit-file-encoding = tệp không phải chữ UTF-8
unit-file-unreadable = tôi không đọc được dòng này như CSV
unit-file-empty = không có đơn vị nào
unit-file-column-unknown = không có cột nào tên như vậy
unit-file-column-missing = thiếu cột này
unit-file-column-twice = cột này có hai lần
unit-file-cells = số ô khác với dòng tiêu đề
unit-file-missing = ô này không được để trống
unit-file-code = mã gồm 1 đến 40 ký tự A-Z a-z 0-9 _ -
unit-file-code-twice = mã này có hai lần
unit-file-root-missing = thiếu đơn vị cao nhất có mã này
unit-file-root-parent = đơn vị cao nhất không có cấp trên
unit-file-parent-missing = thiếu cấp trên; chỉ đơn vị cao nhất không có
unit-file-parent-unknown = không có đơn vị nào mang mã cấp trên này
unit-file-cycle = các đơn vị này là cấp trên của nhau thành vòng
unit-file-date = ngày viết như 2025-07-01
unit-file-dates = ngày kết thúc trước ngày bắt đầu
unit-file-commune = xã viết là năm chữ số, dấu cách, rồi tên xã
unit-file-commune-twice = xã này có hai lần
unit-file-example = chỉ ghi 1, 0 hoặc để trống

# The contact card

admin-contact-card =
    Người lao động đang thấy:
    { $office }
    Địa chỉ: { $address }
    Điện thoại: { $hotline }
    Giờ làm việc: { $hours }

    Anh/chị muốn sửa mục nào?
admin-contact-office = Tên cơ quan
admin-contact-address = Địa chỉ
admin-contact-hotline = Điện thoại
admin-contact-hours = Giờ làm việc
admin-contact-ask =
    { $field } hiện nay: { $now }
    Anh/chị viết nội dung mới.
admin-contact-wrong = Anh/chị viết một dòng, không quá { $most } chữ.
admin-contact-wrong-hotline = Đây chưa giống số điện thoại. Anh/chị viết lại, không quá { $most } chữ.

# What happens to the house

house-channel-down =
    Kênh { $channel } đang mất kết nối. Tin gửi đi ở đó sẽ chờ, không mất.
    Có kết nối lại tôi sẽ báo.
house-channel-up = Kênh { $channel } đã kết nối lại. Tin chờ đang được gửi.
house-unreadable = Tôi chưa đọc được loại tin này. Anh/chị viết chữ hoặc gửi ảnh giúp tôi nhé.
channel-telegram = Telegram
channel-web = trang chat trên web

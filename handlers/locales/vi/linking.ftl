# Codes and secrets.

guessing-barred = Anh/chị đã nhập sai nhiều lần. Anh/chị thử lại sau { $until } nhé.

linking-opened =
    Đã mở { $kind } { $code } tại đây.
    { $state }.
    Nơi giữ: { $unit }, từ { $since }.
linking-elsewhere =
    { $code } vừa được mở ở một nơi khác, bằng mã bí mật.
    Nếu không phải anh/chị, anh/chị báo cho chúng tôi ngay.
linking-wrong = Mã hoặc mã bí mật không đúng. Anh/chị xem lại giúp tôi.
linking-not-here = Mã bí mật chỉ nhập trong trò chuyện riêng với tôi. Anh/chị xóa tin đó đi nhé.

# What stands on the page in place of a secret that was read a week ago.

secret-covered = (đã ẩn, khi cần anh/chị bấm “Tạo mã bí mật mới” trong việc đó)

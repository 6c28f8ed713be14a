//! The window's icon, drawn here so that no image file needs decoding: two sheets of paper, one over the other. The same
//! picture for desktops is `assets/packaging/jiaokan.svg`.

/// 64 by 64 pixels.
pub(super) fn icon() -> egui::IconData {
    const SIDE: usize = 64;
    let mut rgba = vec![0; SIDE * SIDE * 4];
    let mut sheet = |left: usize, top: usize, color: [u8; 4], line: [u8; 4]| {
        for y in top..top + 44 {
            for x in left..left + 34 {
                let is_line = (y - top) % 9 == 7 && (5..29).contains(&(x - left));
                let pixel = if is_line { line } else { color };
                rgba[(y * SIDE + x) * 4..][..4].copy_from_slice(&pixel);
            }
        }
    };
    sheet(6, 6, [0x11, 0x5b, 0x74, 255], [0xc9, 0xe2, 0xf8, 255]);
    sheet(24, 14, [0xf0, 0xcf, 0xe3, 255], [0x47, 0x15, 0x2e, 255]);
    egui::IconData { rgba, width: SIDE as u32, height: SIDE as u32 }
}

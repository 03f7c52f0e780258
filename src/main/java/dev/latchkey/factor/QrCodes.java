package dev.latchkey.factor;

import io.nayuki.qrcodegen.QrCode;

/**
 * Draws QR codes. They have no style of their own, which the content security policy
 * would not let through, and are dark on light also on a dark page: cameras need that.
 */
final class QrCodes {

	/** The light border that cameras need, in modules (ISO/IEC 18004). */
	private static final int BORDER = 4;

	private QrCodes() {
	}

	static String svg(String text) {
		QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
		int size = code.size + 2 * BORDER;
		StringBuilder dark = new StringBuilder();
		for (int y = 0; y < code.size; y++) {
			for (int x = 0; x < code.size; x++) {
				if (code.getModule(x, y)) {
					dark.append("M%s %sh1v1h-1z".formatted(x + BORDER, y + BORDER));
				}
			}
		}
		return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %1$s %1$s\" width=\"240\" height=\"240\" role=\"img\" aria-label=\"QR code\" shape-rendering=\"crispEdges\"><rect width=\"%1$s\" height=\"%1$s\" fill=\"#fff\"/><path d=\"%2$s\" fill=\"#000\"/></svg>"
			.formatted(size, dark);
	}

}

package bench;

import java.util.Locale;
import java.util.Map;

/**
 * Draws a bar for each peer, as SVG.
 */
final class Chart {

	private static final int ROW = 34;

	private static final int LABEL = 310;

	private static final int WIDTH = 360;

	private Chart() {
	}

	static String of(Map<App, Figures> figures) {
		double longest = figures.values().stream().mapToDouble(Figures::ratio).max().orElse(1);
		int height = figures.size() * ROW + 70;
		StringBuilder svg = new StringBuilder(
				"""
						<svg xmlns="http://www.w3.org/2000/svg" viewBox="-30 0 770 %d" font-family="sans-serif" font-size="14">
						<title>Processor time of a signed-in request, beside an open one</title>
						<rect x="-30" width="770" height="%d" fill="#ffffff"/>
						<text x="10" y="24" font-weight="bold" fill="#222222">CPU of a signed-in request (an open one = 1.0; less is better)</text>
						"""
					.formatted(height, height));
		int y = 44;
		for (Map.Entry<App, Figures> each : figures.entrySet()) {
			double length = each.getValue().ratio() / longest * WIDTH;
			svg.append(String.format(Locale.ROOT, """
					<text x="%d" y="%d" text-anchor="end" fill="#222222">%s</text>
					<rect x="%d" y="%d" width="%.1f" height="22" fill="%s"/>
					<text x="%.1f" y="%d" fill="#222222">%.2f</text>
					""", LABEL - 8, y + 16, each.getKey().peer().name().replace("`", ""), LABEL, y, length,
					each.getKey().peer().isLatchkey() ? "#1f6feb" : "#9aa4b2", LABEL + length + 6, y + 16,
					each.getValue().ratio()));
			y += ROW;
		}
		double one = LABEL + WIDTH / longest;
		svg.append(String.format(Locale.ROOT,
				"<line x1=\"%.1f\" y1=\"38\" x2=\"%.1f\" y2=\"%d\" stroke=\"#d1242f\" stroke-dasharray=\"4 3\"/>%n</svg>%n",
				one, one, y));
		return svg.toString();
	}

}

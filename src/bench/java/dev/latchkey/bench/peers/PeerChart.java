package dev.latchkey.bench.peers;

import java.util.List;
import java.util.Locale;

import dev.latchkey.bench.load.Spread;

/**
 * Draws a bar for each peer, with a line from quartile to quartile, as SVG.
 */
final class PeerChart {

	private static final int ROW = 34;

	private static final int LABEL = 310;

	private static final int WIDTH = 360;

	private final StringBuilder svg = new StringBuilder();

	private final double longest;

	private PeerChart(double longest) {
		this.longest = longest;
	}

	static String of(List<ComparedPeer> subjects) {
		PeerChart chart = new PeerChart(
				subjects.stream().mapToDouble((subject) -> subject.figures().ratio().high()).max().orElse(1));
		int height = subjects.size() * ROW + 70;
		chart.svg.append(
				"""
						<svg xmlns="http://www.w3.org/2000/svg" viewBox="-30 0 770 %d" font-family="sans-serif" font-size="14">
						<title>Processor time of a signed-in request, beside an open one</title>
						<rect x="-30" width="770" height="%d" fill="#ffffff"/>
						<text x="10" y="24" font-weight="bold" fill="#222222">CPU of a signed-in request (an open one = 1.0; less is better)</text>
						"""
					.formatted(height, height));
		int y = 44;
		for (ComparedPeer subject : subjects) {
			chart.bar(subject, y);
			y += ROW;
		}
		chart.append("<line x1=\"%1$.1f\" y1=\"38\" x2=\"%1$.1f\" y2=\"%2$d\" stroke=\"#d1242f\" stroke-dasharray=\"4 3\"/>%n</svg>%n",
				chart.x(1), y);
		return chart.svg.toString();
	}

	private void bar(ComparedPeer subject, int y) {
		Spread ratio = subject.figures().ratio();
		append("""
				<text x="%d" y="%d" text-anchor="end" fill="#222222">%s</text>
				<rect x="%d" y="%d" width="%.1f" height="22" fill="%s"/>
				<line x1="%.1f" y1="%d" x2="%.1f" y2="%d" stroke="#222222" stroke-width="2"/>
				<text x="%.1f" y="%d" fill="#222222">%.2f</text>
				""", LABEL - 8, y + 16, subject.peer().name().replace("`", ""), LABEL, y, x(ratio.median()) - LABEL,
				subject.peer().isLatchkey() ? "#1f6feb" : "#9aa4b2", x(ratio.low()), y + 11, x(ratio.high()), y + 11,
				x(ratio.high()) + 6, y + 16, ratio.median());
	}

	private double x(double ratio) {
		return LABEL + ratio / this.longest * WIDTH;
	}

	private void append(String text, Object... values) {
		this.svg.append(String.format(Locale.ROOT, text, values));
	}

}

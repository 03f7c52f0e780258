package dev.latchkey.overview;

import java.util.ArrayList;
import java.util.List;

import dev.latchkey.overview.OverviewAnswer.Within;
import dev.latchkey.session.Session;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * The overview as a page, with pictures that the server draws.
 */
@Controller
class OverviewPage {

	private final AdminOverview overview;

	OverviewPage(AdminOverview overview) {
		this.overview = overview;
	}

	@GetMapping("/admin/overview")
	String page(@AuthenticationPrincipal Session me, Model model) {
		OverviewAnswer seen = this.overview.seenBy(me);
		model.addAttribute("seen", seen);
		if (seen.hours() != null) {
			model.addAttribute("signIns", BarChart
				.of(seen.hours().stream().map((hour) -> List.of(hour.signIns(), hour.failures())).toList()));
			model.addAttribute("signInsTotal", seen.hours().stream().mapToLong((hour) -> hour.signIns()).sum());
			model.addAttribute("failuresTotal", seen.hours().stream().mapToLong((hour) -> hour.failures()).sum());
		}
		if (seen.revocations() != null) {
			List<List<Long>> columns = new ArrayList<>();
			seen.revocations().confirmed().stream().map(Within::count).map(List::of).forEach(columns::add);
			columns.add(List.of(0L, seen.revocations().unconfirmed()));
			model.addAttribute("confirmations", BarChart.of(columns));
		}
		return "overview";
	}

}

package dev.latchkey.web;

import java.util.List;

import dev.latchkey.session.Session;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The home page, which shows the signed-in user, and leads to the applications.
 */
@Controller
class HomePage {

	private final OwnApplications applications;

	HomePage(OwnApplications applications) {
		this.applications = applications;
	}

	@GetMapping("/")
	String home(@AuthenticationPrincipal Session me,
			@RequestParam(name = "password-changed", required = false) @Nullable String passwordChanged,
			@RequestParam(required = false) @Nullable String disconnected, Model model) {
		model.addAttribute("passwordChanged", passwordChanged != null);
		model.addAttribute("applications", shown(me));
		model.addAttribute("disconnected", disconnected);
		return "home";
	}

	/**
	 * Return the applications to show: those with an address, and those that hold a
	 * grant. While the database is away, the page leads to them all the same.
	 */
	private List<OwnApplication> shown(Session me) {
		List<OwnApplication> all;
		try {
			all = this.applications.withConnections(me);
		}
		catch (DataAccessException ex) {
			all = this.applications.usableBy(me);
		}
		return all.stream().filter((own) -> own.address() != null || own.connection() != null).toList();
	}

}

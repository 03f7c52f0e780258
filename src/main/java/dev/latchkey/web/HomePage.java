package dev.latchkey.web;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The home page, which shows the signed-in user.
 */
@Controller
class HomePage {

	@GetMapping("/")
	String home(@RequestParam(name = "password-changed", required = false) @Nullable String passwordChanged,
			Model model) {
		model.addAttribute("passwordChanged", passwordChanged != null);
		return "home";
	}

}

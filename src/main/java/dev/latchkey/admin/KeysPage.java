package dev.latchkey.admin;

import java.util.List;
import java.util.regex.Pattern;

import dev.latchkey.session.ActingSession;
import dev.latchkey.session.ToldApplications;
import dev.latchkey.web.EndingResponses;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The signing keys as a page.
 */
@Controller
@RequestMapping("/admin/keys")
class KeysPage {

	private static final Pattern KID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

	private final KeyAdministration administration;

	KeysPage(KeyAdministration administration) {
		this.administration = administration;
	}

	/**
	 * Show the keys.
	 * @param gone the id of a key of which the page says that it is revoked, where that
	 * is so
	 */
	@GetMapping
	String page(@RequestParam(required = false) @Nullable String done,
			@RequestParam(required = false) @Nullable String gone, Model model) {
		List<KeysApi.Key> keys = this.administration.all();
		model.addAttribute("done", done);
		if (gone != null && KID.matcher(gone).matches() && keys.stream().noneMatch((key) -> key.kid().equals(gone))) {
			model.addAttribute("gone", gone);
		}
		model.addAttribute("keys", keys);
		return "keys";
	}

	@PostMapping("/rotate")
	ResponseEntity<Void> rotate(ActingSession me) {
		this.administration.rotate(me);
		return AdminResponses.seeOther("/admin/keys", "rotated");
	}

	@PostMapping("/{kid}/revoke")
	ResponseEntity<Void> revoke(ActingSession me, @PathVariable String kid) {
		boolean complete = this.administration.revoke(me, kid).complete();
		String page = "/admin/keys?gone=" + kid + "&done=";
		return EndingResponses.seeOther(complete, ToldApplications.NONE, page + "revoked", page + "pending");
	}

}

package dev.latchkey.admin;

import java.util.Set;
import java.util.TreeSet;

import dev.latchkey.role.InvalidRoleException;
import dev.latchkey.role.Role;
import dev.latchkey.role.Roles;
import dev.latchkey.session.ActingSession;
import dev.latchkey.session.Session;
import dev.latchkey.web.FormRedirect;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/**
 * The roles as pages: what each permits, how many users have it, and how it changes.
 */
@Controller
@RequestMapping("/admin/roles")
class RolesPage {

	private final Roles roles;

	private final RoleAdministration administration;

	RolesPage(Roles roles, RoleAdministration administration) {
		this.roles = roles;
		this.administration = administration;
	}

	@GetMapping
	String list(@AuthenticationPrincipal Session me, @RequestParam(required = false) @Nullable String gone,
			Model model) {
		if (gone != null && Role.isName(gone) && find(gone) == null) {
			model.addAttribute("gone", gone);
		}
		return showList(me, model);
	}

	/**
	 * Create a role. One that is there already stays as it is.
	 */
	@PostMapping
	ModelAndView create(ActingSession me, @RequestParam String role, RoleForm form, HttpServletResponse response,
			Model model) {
		boolean taken = find(role) != null;
		try {
			if (!taken) {
				RoleAdministration.Change change = this.administration.put(me, role, form.all(), form.requiresFactor());
				return lead(change, "created");
			}
		}
		catch (InvalidRoleException ex) {
			// the page says so
		}
		response.setStatus((taken ? HttpStatus.CONFLICT : HttpStatus.BAD_REQUEST).value());
		model.addAttribute("createError", taken ? "taken" : "invalid");
		model.addAttribute("createName", role);
		model.addAttribute("form", form);
		return new ModelAndView(showList(me.session(), model));
	}

	@GetMapping("/{role}")
	String page(@AuthenticationPrincipal Session me, @PathVariable String role,
			@RequestParam(required = false) @Nullable String done, Model model) {
		model.addAttribute("done", done);
		return show(me, get(role), model);
	}

	@PostMapping("/{role}")
	ModelAndView change(ActingSession me, @PathVariable String role, RoleForm form, HttpServletResponse response,
			Model model) {
		Role before = get(role);
		try {
			return lead(this.administration.put(me, role, form.all(), form.requiresFactor()), "changed");
		}
		catch (InvalidRoleException ex) {
			response.setStatus(HttpStatus.BAD_REQUEST.value());
			model.addAttribute("changeError", "invalid");
			return new ModelAndView(show(me.session(), before, model));
		}
	}

	@PostMapping("/{role}/delete")
	ResponseEntity<Void> delete(ActingSession me, @PathVariable String role) {
		this.administration.delete(me, get(role).name());
		return AdminResponses.seeOther("/admin/roles?gone=" + role, "delete");
	}

	private static ModelAndView lead(RoleAdministration.Change change, String done) {
		boolean complete = change.ending().nodes().complete();
		return FormRedirect.toPage(complete,
				"/admin/roles/" + change.role().name() + "?done=" + (complete ? done : "pending"));
	}

	private String showList(Session me, Model model) {
		model.addAttribute("all", this.roles.all());
		model.addAttribute("holders", this.roles.holders());
		model.addAttribute("mayWrite", me.permissions().contains("roles:write"));
		model.addAttribute("known", grantable(me));
		return "roles";
	}

	private String show(Session me, Role role, Model model) {
		long holders = this.roles.holders().getOrDefault(role.name(), 0L);
		boolean mayWrite = me.permissions().contains("roles:write")
				&& this.roles.permittedNowBy(me.roles()).containsAll(role.permissions());
		model.addAttribute("one", role);
		model.addAttribute("holders", holders);
		model.addAttribute("mayChange", mayWrite);
		model.addAttribute("mayDelete", mayWrite && holders == 0 && !Role.isBuiltIn(role.name()));
		model.addAttribute("known", grantable(me));
		return "role";
	}

	/**
	 * Return the permissions that there are and that the administrator holds.
	 */
	private Set<String> grantable(Session me) {
		Set<String> known = new TreeSet<>(this.roles.knownPermissions());
		known.retainAll(this.roles.permittedNowBy(me.roles()));
		return known;
	}

	private Role get(String name) {
		Role role = find(name);
		if (role == null) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND);
		}
		return role;
	}

	private @Nullable Role find(String name) {
		return this.roles.all().stream().filter((one) -> one.name().equals(name)).findFirst().orElse(null);
	}

}

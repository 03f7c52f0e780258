package dev.latchkey.admin.application;

import dev.latchkey.application.ApplicationNameTakenException;
import dev.latchkey.application.ClientIdTakenException;
import dev.latchkey.application.HostTakenException;
import dev.latchkey.application.InvalidApplicationException;
import dev.latchkey.application.PublicUrlRequiredException;
import dev.latchkey.application.TooManyApplicationsException;
import dev.latchkey.role.InvalidRoleException;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;

/**
 * Why the form of an application was not taken, for the page that shows it again.
 *
 * @param status the status of that page
 * @param code names the fault: the member, as JSON names it, that is not valid, or what
 * is in the way
 */
record ApplicationFault(HttpStatus status, String code) {

	private static final String STALE = "changed-meanwhile";

	/**
	 * Make a change by a form.
	 * @return what is wrong with the form, or {@code null} if the change is made
	 */
	static @Nullable ApplicationFault attempt(Runnable change) {
		try {
			change.run();
			return null;
		}
		catch (InvalidApplicationException ex) {
			return new ApplicationFault(HttpStatus.BAD_REQUEST, ex.member());
		}
		catch (InvalidRoleException ex) {
			return new ApplicationFault(HttpStatus.BAD_REQUEST, "permission");
		}
		catch (ClientIdTakenException ex) {
			return conflict("client-id-taken");
		}
		catch (ApplicationNameTakenException ex) {
			return conflict("name-taken");
		}
		catch (HostTakenException ex) {
			return conflict("host-taken");
		}
		catch (TooManyApplicationsException ex) {
			return conflict("too-many");
		}
		catch (PublicUrlRequiredException ex) {
			return conflict("public-url-required");
		}
		catch (ChangedMeanwhileException ex) {
			return conflict(STALE);
		}
	}

	/**
	 * Return whether the form was about an application as it no longer is.
	 */
	boolean isStale() {
		return this.code.equals(STALE);
	}

	/**
	 * Say it on the page that shows the form again.
	 */
	void show(HttpServletResponse response, Model model) {
		response.setStatus(this.status.value());
		model.addAttribute("fault", this.code);
	}

	private static ApplicationFault conflict(String code) {
		return new ApplicationFault(HttpStatus.CONFLICT, code);
	}

}

package dev.latchkey.oidc.authorize;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import dev.latchkey.oidc.ProviderFeature;
import dev.latchkey.oidc.SignedInVisitors;
import dev.latchkey.revocation.RevocationsUnknownException;
import dev.latchkey.session.SessionEndedException;
import dev.latchkey.url.Issuer;
import dev.latchkey.web.Navigation;
import dev.latchkey.web.OnwardRedirect;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.TransactionException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.json.JacksonJsonView;
import org.springframework.web.util.UriUtils;

/**
 * The authorization endpoint (RFC 6749, 3.1): where an application sends a browser to
 * learn who its person is.
 */
@Controller
class AuthorizePage implements ProviderFeature {

	static final String PATH = "/oauth2/authorize";

	private final AuthorizationRequests requests;

	private final AuthorizationDecision authorization;

	private final SignedInVisitors visitors;

	AuthorizePage(AuthorizationRequests requests, AuthorizationDecision authorization, SignedInVisitors visitors) {
		this.requests = requests;
		this.authorization = authorization;
		this.visitors = visitors;
	}

	@GetMapping(PATH)
	ModelAndView authorize(HttpServletRequest request) throws HttpRequestMethodNotSupportedException {
		if (!request.getMethod().equals("GET")) {
			// a HEAD would use up a request that was pushed, and no application would
			// see the code
			throw new HttpRequestMethodNotSupportedException(request.getMethod(), List.of("GET", "POST"));
		}
		AuthorizationRequest wanted = this.requests.read(request);
		String query = RequestQuery.bare(request.getQueryString());
		if (query.length() > RequestQuery.LONGEST) {
			return OnwardRedirect.to(request.getRequestURI() + "?" + shortened(wanted, query));
		}
		return OnwardRedirect.to(answer(wanted, request));
	}

	/**
	 * Return where the browser goes. Where that cannot be told, a person may ask again,
	 * but in a hidden frame only the application can.
	 */
	private String answer(AuthorizationRequest wanted, HttpServletRequest request) {
		try {
			return this.authorization.answer(wanted, this.visitors.findLive(request), request);
		}
		catch (SessionEndedException ex) {
			return this.authorization.answerEnded(wanted, ex.reason(), request);
		}
		catch (DataAccessException | TransactionException | CallNotPermittedException
				| RevocationsUnknownException ex) {
			if (wanted.isSilent()) {
				throw wanted.refuse(AuthorizationError.TEMPORARILY_UNAVAILABLE);
			}
			throw ex;
		}
	}

	/**
	 * Ask again with GET (OpenID Connect Core 1.0, 3.1.2.1, asks for both): browsers send
	 * no Latchkey cookie with a form of another site.
	 */
	@PostMapping(PATH)
	ModelAndView send(HttpServletRequest request) {
		String query = PushedParameters.query(request.getParameterMap());
		if (query.length() > RequestQuery.LONGEST) {
			// a form holds more than an address: what needs it all is refused by this
			query = shortened(this.requests.read(new PushedParameters(request, query)), query);
		}
		return OnwardRedirect.to(request.getRequestURI() + "?" + query);
	}

	/**
	 * Return a query that can be led on: a reference stands for all that comes beside it,
	 * and what Latchkey adds can be proved again.
	 */
	private static String shortened(AuthorizationRequest wanted, String query) {
		@Nullable String reference = wanted.reference();
		return (reference != null) ? "client_id=" + wanted.application().clientId() + "&request_uri="
				+ UriUtils.encode(reference, StandardCharsets.UTF_8) : RequestQuery.bare(query);
	}

	/**
	 * Tell the application, or the person where it is not known that the address is the
	 * application's (RFC 6749, 4.1.2.1).
	 */
	@ExceptionHandler
	ModelAndView refuse(AuthorizationRefusedException refusal, HttpServletRequest request) {
		@Nullable ReturnAddress address = refusal.address();
		if (address != null) {
			return OnwardRedirect.to(address.with(refusal));
		}
		ModelAndView page = Navigation.is(request.getMethod(), request)
				? new ModelAndView("refused").addObject("parameter", refusal.parameter())
				: new ModelAndView(new JacksonJsonView());
		page.addObject("error", refusal.error().code()).addObject("error_description", refusal.description());
		page.setStatus(HttpStatus.BAD_REQUEST);
		return page;
	}

	@Override
	public Map<String, Object> metadata(Issuer issuer) {
		return Map.ofEntries(Map.entry("authorization_endpoint", issuer.urlOf(PATH)),
				Map.entry("response_types_supported", List.of("code")),
				Map.entry("response_modes_supported", List.of("query")),
				Map.entry("code_challenge_methods_supported", List.of("S256")),
				Map.entry("prompt_values_supported", List.of("none", "login", "consent")),
				Map.entry("authorization_response_iss_parameter_supported", true),
				Map.entry("claims_parameter_supported", false), Map.entry("request_parameter_supported", false),
				Map.entry("request_uri_parameter_supported", false));
	}

}

package dev.latchkey.security;

import java.io.IOException;
import java.util.List;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.security.web.header.HeaderWriter;
import org.springframework.security.web.header.writers.ContentSecurityPolicyHeaderWriter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.HstsHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.header.writers.StaticHeadersWriter;
import org.springframework.security.web.header.writers.XContentTypeOptionsHeaderWriter;
import org.springframework.web.filter.GenericFilterBean;

/**
 * Sets the security headers of every response (ASVS 5.0 3.4), also of those that do not
 * reach the filter chain. They are set first, so that later handlers, such as the static
 * resource handler, can override them.
 */
class HeadersFilter extends GenericFilterBean {

	private static final String POLICY = "default-src 'self'; object-src 'none'; base-uri 'none'; "
			+ "frame-ancestors 'none'; form-action 'self'";

	/**
	 * The icons of the page of the API are data, and one of its elements has a style of
	 * its own.
	 */
	private static final String POLICY_OF_API_PAGE = POLICY + "; img-src 'self' data:; style-src 'self' "
			+ "'unsafe-hashes' 'sha256-RL3ie0nH+Lzz2YNqQN83mnU0J1ot4QL7b99vMdIX99w='";

	private static final String API_PAGE = "/swagger-ui/";

	private final List<HeaderWriter> headers;

	private final HeaderWriter policy = new ContentSecurityPolicyHeaderWriter(POLICY);

	private final HeaderWriter policyOfApiPage = new ContentSecurityPolicyHeaderWriter(POLICY_OF_API_PAGE);

	HeadersFilter(HstsSettings hsts) {
		this.headers = List.of(new XContentTypeOptionsHeaderWriter(),
				new ReferrerPolicyHeaderWriter(ReferrerPolicy.NO_REFERRER), opener(), resource(),
				new HstsHeaderWriter(hsts.maxAge().toSeconds(), hsts.includeSubdomains()),
				new StaticHeadersWriter("Cache-Control", "no-store"));
	}

	void write(HttpServletRequest request, HttpServletResponse response) {
		for (HeaderWriter header : this.headers) {
			header.writeHeaders(request, response);
		}
		@Nullable String path = request.getServletPath();
		boolean apiPage = path != null && path.startsWith(API_PAGE);
		(apiPage ? this.policyOfApiPage : this.policy).writeHeaders(request, response);
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		write((HttpServletRequest) request, (HttpServletResponse) response);
		chain.doFilter(request, response);
	}

	private static HeaderWriter opener() {
		CrossOriginOpenerPolicyHeaderWriter writer = new CrossOriginOpenerPolicyHeaderWriter();
		writer.setPolicy(CrossOriginOpenerPolicy.SAME_ORIGIN);
		return writer;
	}

	private static HeaderWriter resource() {
		CrossOriginResourcePolicyHeaderWriter writer = new CrossOriginResourcePolicyHeaderWriter();
		writer.setPolicy(CrossOriginResourcePolicy.SAME_ORIGIN);
		return writer;
	}

}

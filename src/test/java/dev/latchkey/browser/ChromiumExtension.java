package dev.latchkey.browser;

import java.util.Locale;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Passes {@link Visitors} to the tests of a class, or the {@link Chromium} that they come
 * with. It is started once for all classes, and what a test has opened in it is closed
 * after that test. Without a Chromium the class is skipped.
 */
public final class ChromiumExtension
		implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, ParameterResolver {

	private static final Namespace OURS = Namespace.create(ChromiumExtension.class);

	@Override
	public void beforeAll(ExtensionContext context) {
		Chromium.executable();
	}

	@Override
	public void beforeEach(ExtensionContext context) {
		context.getStore(OURS).put(Locale.class, Locale.getDefault());
		// Playwright writes the roles that it looks for in small letters of the JVM's
		// locale
		Locale.setDefault(Locale.ROOT);
	}

	@Override
	public void afterEach(ExtensionContext context) {
		Locale.setDefault(context.getStore(OURS).get(Locale.class, Locale.class));
		Visitors visitors = context.getStore(OURS).get(Visitors.class, Visitors.class);
		if (visitors != null) {
			visitors.leave();
		}
	}

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		Class<?> type = parameter.getParameter().getType();
		return type == Chromium.class || (type == Visitors.class && context.getTestMethod().isPresent());
	}

	@Override
	public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
		Chromium chromium = context.getRoot()
			.getStore(OURS)
			.computeIfAbsent(Chromium.class, (key) -> Chromium.shared(), Chromium.class);
		if (parameter.getParameter().getType() == Chromium.class) {
			return chromium;
		}
		return context.getStore(OURS)
			.computeIfAbsent(Visitors.class, (key) -> new Visitors(chromium.browser()), Visitors.class);
	}

}

package dev.latchkey.harness;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Does what {@link RunsIn} says.
 */
final class LatchkeyExtension implements BeforeAllCallback, ParameterResolver {

	private static final Namespace OURS = Namespace.create(LatchkeyExtension.class);

	@Override
	public void beforeAll(ExtensionContext context) {
		AnnotationSupport.findAnnotation(context.getRequiredTestClass(), RunsIn.class)
			.ifPresent((wanted) -> context.getStore(OURS).put(Latchkey.class, start(wanted)));
	}

	private static Latchkey start(RunsIn wanted) {
		// nothing is taken away from these applications: a slow machine is no outage
		LatchkeySetup setup = Latchkey.in(wanted.value()).on(wanted.on()).patient();
		for (String property : wanted.with()) {
			String[] pair = property.split("=", 2);
			setup.with(pair[0], pair[1]);
		}
		return setup.start();
	}

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return parameter.getParameter().getType() == Latchkey.class;
	}

	@Override
	public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
		return context.getStore(OURS).get(Latchkey.class, Latchkey.class);
	}

}

package dev.latchkey.harness;

import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Does what {@link RunsIn} says. An application without settings of its own is started
 * once, and kept for all classes that ask for the same one until the last test has run.
 */
final class LatchkeyExtension implements BeforeAllCallback, ParameterResolver {

	private static final Namespace OURS = Namespace.create(LatchkeyExtension.class);

	private static final Queue<Latchkey> SHARED = new ConcurrentLinkedQueue<>();

	/**
	 * Return the applications that are kept until the last test has run.
	 */
	static Collection<Latchkey> shared() {
		return SHARED;
	}

	@Override
	public void beforeAll(ExtensionContext context) {
		AnnotationSupport.findAnnotation(context.getRequiredTestClass(), RunsIn.class)
			.ifPresent((wanted) -> context.getStore(OURS).put(Latchkey.class, new Started(context, wanted)));
	}

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return parameter.getParameter().getType() == Latchkey.class;
	}

	@Override
	public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
		return context.getStore(OURS).get(Latchkey.class, Started.class).latchkey;
	}

	/**
	 * The application that a class runs in.
	 */
	private static final class Started implements AutoCloseable {

		private final Latchkey latchkey;

		private final boolean own;

		Started(ExtensionContext context, RunsIn wanted) {
			this.own = wanted.own() || wanted.with().length > 0;
			this.latchkey = this.own ? start(wanted) : shared(context.getRoot().getStore(OURS), wanted);
		}

		private static Latchkey shared(Store store, RunsIn wanted) {
			return store.computeIfAbsent(wanted.value() + " on " + wanted.on(), (setup) -> {
				Latchkey started = start(wanted);
				SHARED.add(started);
				return started;
			}, Latchkey.class);
		}

		private static Latchkey start(RunsIn wanted) {
			LatchkeySetup setup = Latchkey.in(wanted.value()).on(wanted.on());
			for (String property : wanted.with()) {
				String[] pair = property.split("=", 2);
				setup.with(pair[0], pair[1]);
			}
			return setup.start();
		}

		@Override
		public void close() {
			if (this.own) {
				Secrets.searchIn(this.latchkey);
				this.latchkey.close();
			}
		}

	}

}

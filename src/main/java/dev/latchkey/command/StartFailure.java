package dev.latchkey.command;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;

/**
 * Says why a command has failed: for a start that fails, by the analyzers that also write
 * the log of the service.
 */
final class StartFailure implements ApplicationListener<ApplicationFailedEvent> {

	private @Nullable ConfigurableApplicationContext context;

	@Override
	public void onApplicationEvent(ApplicationFailedEvent event) {
		this.context = event.getApplicationContext();
	}

	/**
	 * Say why.
	 * @param failure what the start ended with
	 * @return what an analyzer says of it, and what to do; else its own message
	 */
	String describe(Throwable failure) {
		return analyzers().map((analyzer) -> analyze(analyzer, failure))
			.filter(Objects::nonNull)
			.findFirst()
			.orElseGet(() -> "The command has failed: " + failure.getMessage());
	}

	private Stream<FailureAnalyzer> analyzers() {
		ArgumentResolver arguments = ArgumentResolver.none();
		if (this.context != null) {
			arguments = arguments.and(Environment.class, this.context.getEnvironment());
		}
		List<FailureAnalyzer> found = SpringFactoriesLoader.forDefaultResourceLocation()
			.load(FailureAnalyzer.class, arguments, FailureHandler.handleMessage((message, ex) -> {
				// one that asks for more is one of Boot's, for mistakes in code
			}));
		return found.stream();
	}

	private static @Nullable String analyze(FailureAnalyzer analyzer, Throwable failure) {
		FailureAnalysis analysis = analyzer.analyze(failure);
		if (analysis == null || analysis.getDescription() == null) {
			return null;
		}
		return (analysis.getAction() != null) ? analysis.getDescription() + " " + analysis.getAction()
				: analysis.getDescription();
	}

}

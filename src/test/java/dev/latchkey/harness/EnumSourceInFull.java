package dev.latchkey.harness;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.AnnotationBasedArgumentsProvider;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.support.ParameterDeclarations;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Passes the constants of an enum to a test or a class: by default those that show what
 * is to be shown, and all of them in the profile {@code full}. For what is the same code
 * whatever the mode or the database is.
 */
@Target({ ElementType.METHOD, ElementType.TYPE })
@Retention(RetentionPolicy.RUNTIME)
@ArgumentsSource(EnumSourceInFull.Provider.class)
public @interface EnumSourceInFull {

	/**
	 * The constants that are passed by default.
	 * @return their names
	 */
	String[] byDefault();

	/**
	 * Does what the annotation says.
	 */
	final class Provider extends AnnotationBasedArgumentsProvider<EnumSourceInFull> {

		@Override
		protected Stream<? extends Arguments> provideArguments(ParameterDeclarations parameters,
				ExtensionContext context, EnumSourceInFull source) {
			Object[] all = parameters.getFirst().orElseThrow().getParameterType().getEnumConstants();
			List<String> wanted = List.of(source.byDefault());
			assertThat(Arrays.stream(all).map(String::valueOf)).containsAll(wanted);
			return Arrays.stream(all)
				.filter((one) -> Repetitions.full() || wanted.contains(String.valueOf(one)))
				.map(Arguments::of);
		}

	}

}

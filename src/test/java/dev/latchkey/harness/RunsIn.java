package dev.latchkey.harness;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Starts one application for all tests of a class, nested ones too, and hands it to
 * whoever has a parameter of type {@link Latchkey}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(LatchkeyExtension.class)
public @interface RunsIn {

	/**
	 * The mode.
	 * @return the profile to start with
	 */
	Latchkey.Mode value();

	/**
	 * The storage.
	 * @return where it keeps things
	 */
	Latchkey.Storage on() default Latchkey.Storage.H2;

	/**
	 * More settings.
	 * @return each as {@code name=value}
	 */
	String[] with() default {};

}

package dev.latchkey.harness;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs all tests of a class, nested ones too, in one application, and passes it to each
 * parameter of type {@link Latchkey}. Classes that ask for the same mode and storage, and
 * for nothing else, share one application, with all that the tests of the others left in
 * it.
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
	 * More settings, for an application of the class's own.
	 * @return each as {@code name=value}
	 */
	String[] with() default {};

	/**
	 * Whether the application is of the class's own, since its tests set the clock
	 * forward, count what others change as well, or depend on what is in it.
	 * @return whether no other class runs in it
	 */
	boolean own() default false;

}

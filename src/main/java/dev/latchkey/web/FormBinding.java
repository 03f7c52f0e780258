package dev.latchkey.web;

import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;

/**
 * Lets forms fill in what the constructors of their records name, and nothing else.
 * Spring would also set properties by the names that a client sends, and would fail at a
 * name such as {@code secondFactor[0]}, which addresses an element of a property that has
 * no elements.
 */
@ControllerAdvice
class FormBinding {

	@InitBinder
	void bindWhatConstructorsName(WebDataBinder binder) {
		binder.setDeclarativeBinding(true);
	}

}

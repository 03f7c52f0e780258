package dev.latchkey.web;

import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;

/**
 * Lets forms fill in what the constructors of their records name, and nothing else.
 * Spring would go on to set properties by the names that a client sends, and fail where
 * one, such as {@code secondFactor[0]}, names a part of what has none.
 */
@ControllerAdvice
class FormBinding {

	@InitBinder
	void bindWhatConstructorsName(WebDataBinder binder) {
		binder.setDeclarativeBinding(true);
	}

}

package dev.latchkey.web;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.webmvc.actuate.endpoint.web.AbstractWebMvcEndpointHandlerMapping;

/**
 * Lets Latchkey's own handler methods be looked up before the actuator's. They are found
 * directly by the path's text, while the actuator, which Boot puts first, would try its
 * patterns one by one on each request that is not for it.
 */
class OwnMappingFirst implements BeanPostProcessor {

	private static final int AFTER_OWN = 1;

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof AbstractWebMvcEndpointHandlerMapping mapping) {
			mapping.setOrder(AFTER_OWN);
		}
		return bean;
	}

}

package dev.latchkey.login.proof;

import dev.latchkey.problem.ProblemWriter;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@Configuration(proxyBeanMethods = false)
@Import({ OwnPasskey.class, ProofApi.class, ProofPage.class, ProofRenewal.class })
class ProofConfiguration {

	@Bean
	WebMvcConfigurer proofsOnForms(ProofRenewal proofRenewal, ProblemWriter problems) {
		return new WebMvcConfigurer() {
			@Override
			public void addInterceptors(InterceptorRegistry registry) {
				// after those that refuse a request: what one of them refuses proves
				// nothing
				registry.addInterceptor(new ProofOnForms(proofRenewal, problems)).order(1);
			}
		};
	}

}

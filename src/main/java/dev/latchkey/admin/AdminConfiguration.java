package dev.latchkey.admin;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@Configuration(proxyBeanMethods = false)
@Import({ AdminPage.class, KeyAdministration.class, KeysApi.class, KeysPage.class, NewUsers.class, OnlineApi.class,
		OnlinePage.class, RoleAdministration.class, RolesApi.class, RolesPage.class, ThrottleApi.class,
		UserAdministration.class, UserFactors.class, UserFactorsApi.class, UserLettersPage.class, UserLinks.class,
		UserPage.class, UserProfilePage.class, UserThrottle.class, UserView.class, Users.class, UsersApi.class,
		UsersPage.class })
class AdminConfiguration {

}

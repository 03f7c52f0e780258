package dev.latchkey.revocation;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * A node's way to the database, on which a test can have something happen just before a
 * statement, or which it can cut.
 */
public final class SteppedDatabase extends DelegatingDataSource {

	private final List<Step> steps = new CopyOnWriteArrayList<>();

	private final ThreadLocal<@Nullable Connection> held = new ThreadLocal<>();

	private volatile boolean cut;

	SteppedDatabase(DataSource database) {
		super(database);
	}

	/**
	 * Have something happen once, just before the next statement with a text in it.
	 */
	public void before(String text, Runnable what) {
		this.steps.add(new Step(text, what));
	}

	/**
	 * Forget the steps that were not taken.
	 */
	public void forgetSteps() {
		this.steps.clear();
	}

	/**
	 * Tell whether all steps have been taken.
	 */
	public boolean wentThroughAllSteps() {
		return this.steps.isEmpty();
	}

	/**
	 * Count the statements that are sent while something is done.
	 */
	public int statementsOf(Runnable what) {
		AtomicInteger statements = new AtomicInteger();
		Runnable count = new Runnable() {
			@Override
			public void run() {
				statements.incrementAndGet();
				before("", this);
			}
		};
		before("", count);
		try {
			what.run();
		}
		finally {
			forgetSteps();
		}
		return statements.get();
	}

	/**
	 * Let no statement through any more.
	 */
	public void cut() {
		this.cut = true;
	}

	/**
	 * Let statements through again.
	 */
	public void mend() {
		this.cut = false;
	}

	@Override
	public Connection getConnection() throws SQLException {
		refuseIfCut();
		refuseSecond();
		Connection connection = super.getConnection();
		this.held.set(connection);
		return (Connection) Proxy.newProxyInstance(Connection.class.getClassLoader(),
				new Class<?>[] { Connection.class }, (proxy, method, arguments) -> {
					if (method.getName().equals("close")) {
						this.held.remove();
					}
					if (method.getName().equals("prepareStatement")) {
						refuseIfCut();
						takeStep((String) arguments[0]);
						refuseIfCut();
					}
					try {
						return method.invoke(connection, arguments);
					}
					catch (InvocationTargetException ex) {
						throw ex.getCause();
					}
				});
	}

	private void refuseIfCut() throws SQLException {
		if (this.cut) {
			throw new SQLException("gone", "08001");
		}
	}

	/**
	 * Fail where a thread takes a second connection while it holds one: where as many
	 * threads do so as there are connections, all of them wait for ever.
	 */
	private void refuseSecond() {
		if (this.held.get() != null) {
			throw new AssertionError("A statement is sent while the rows of another are read");
		}
	}

	private void takeStep(String sql) {
		Iterator<Step> all = this.steps.iterator();
		while (all.hasNext()) {
			Step step = all.next();
			if (sql.contains(step.text()) && this.steps.remove(step)) {
				@Nullable Connection holding = this.held.get();
				// what another node or the test does meanwhile
				this.held.remove();
				step.what().run();
				this.held.set(holding);
				return;
			}
		}
	}

	private record Step(String text, Runnable what) {
	}

}

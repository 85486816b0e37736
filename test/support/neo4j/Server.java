import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;

/**
 * A Neo4j server in this process: `Server HOME`, set up by HOME/neo4j.conf. When its input closes, that is with its
 * parent at the latest, it removes its folder and ends at once: nothing in it is to be kept.
 */
class Server {
  public static void main(String[] args) throws Exception {
    var home = Path.of(args[0]);
    new DatabaseManagementServiceBuilder(home).loadPropertiesFromFile(home.resolve("neo4j.conf")).build();
    while (System.in.read() != -1) {}
    try (var paths = Files.walk(home)) {
      paths.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    }
    Runtime.getRuntime().halt(0);
  }
}

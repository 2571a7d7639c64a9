package io.braid.log;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.SecurityDisabledException;
import org.apache.kafka.common.resource.ResourcePatternFilter;

/** Grants the principals of each role what it needs. Takes nothing away from anybody. */
public final class AccessSetup {

  /**
   * A right of a principal.
   *
   * @param isThere whether the principal had it before
   */
  public record Grant(Principal principal, AccessRight right, boolean isThere) {}

  private final KafkaCluster cluster;
  private final Topics topics;

  /** The setup of the rights to a chain's topics and groups. */
  public AccessSetup(KafkaCluster cluster, Topics topics) {
    this.cluster = cluster;
    this.topics = topics;
  }

  /**
   * What the principals of roles need, and whether they have it. Changes nothing.
   *
   * @throws ClusterException if Kafka has no authorizer, does not answer or refuses
   */
  public List<Grant> needed(Map<AccessRole, List<Principal>> principals) {
    Set<Grant> wanted = new LinkedHashSet<>();
    principals.forEach((role, each) -> {
      for (Principal principal : each) {
        for (AccessRight right : AccessTable.rights(topics, role)) {
          wanted.add(new Grant(principal, right, /* isThere= */ false));
        }
      }
    });
    try (ClusterAdmin admin = admin()) {
      Set<AclBinding> there = acls(admin, wanted);
      List<Grant> needed = new ArrayList<>();
      for (Grant grant : wanted) {
        Principal principal = grant.principal();
        AccessRight right = grant.right();
        needed.add(new Grant(principal, right, there.contains(right.of(principal))));
      }
      return needed;
    }
  }

  /**
   * Grants what is not there, and waits until it is. Several processes may do so at once.
   *
   * @throws ClusterException if Kafka does not answer, or refuses
   */
  public void grant(List<Grant> needed) {
    List<AclBinding> missing =
        needed.stream()
            .filter(grant -> !grant.isThere())
            .map(grant -> grant.right().of(grant.principal()))
            .toList();
    if (missing.isEmpty()) {
      return;
    }
    try (ClusterAdmin admin = admin()) {
      admin.answer(admin.admin().createAcls(missing).all(), AccessRight.CHANGE_ACLS);
      // The broker that is asked may not have heard of them yet.
      for (int left = LogLimits.QUESTION_TIMEOUT_MS / LogLimits.CREATED_POLL_MS; left > 0; left--) {
        if (acls(admin, needed).containsAll(missing)) {
          return;
        }
        admin.pause();
      }
    }
    throw ClusterException.unseen(cluster, "an ACL");
  }

  private ClusterAdmin admin() {
    return new ClusterAdmin(cluster, "braid-access-setup", LogLimits.QUESTION_TIMEOUT_MS);
  }

  /** All ACLs of the principals. */
  private Set<AclBinding> acls(ClusterAdmin admin, Collection<Grant> grants) {
    Set<Principal> principals = new LinkedHashSet<>();
    grants.forEach(grant -> principals.add(grant.principal()));
    Set<AclBinding> acls = new HashSet<>();
    try {
      for (Principal principal : principals) {
        AccessControlEntryFilter ofPrincipal =
            new AccessControlEntryFilter(
                principal.toString(), null, AclOperation.ANY, AclPermissionType.ANY);
        AclBindingFilter filter = new AclBindingFilter(ResourcePatternFilter.ANY, ofPrincipal);
        acls.addAll(
            admin.answer(admin.admin().describeAcls(filter).values(), AccessRight.SEE_ACLS));
      }
    } catch (SecurityDisabledException _) {
      throw ClusterException.noAuthorizer(cluster);
    }
    return acls;
  }
}

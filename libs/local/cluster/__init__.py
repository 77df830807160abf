"""A real Kubernetes on this machine, for as long as it is wanted: `make cluster`.

etcd, kube-apiserver, controller-manager, scheduler, kubelet with containerd and runc, kube-proxy
and DNS in a network namespace of their own; the broker (Apache Kafka with accounts) and the
database stand on its other side, as servers of a site would. Of the machine nothing is touched but
the sysctls that a kubelet sets, which are put back. docs/operations/cluster.md says what it needs.

ClusterBroken          a part did not come up or did not do what was asked: says what it said
"""

from __future__ import annotations


class ClusterBroken(Exception):
    """A part did not come up or did not do what was asked: says what it said."""

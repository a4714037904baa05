"""The one HTTP server: moto's services, and in front of them what moto does not serve."""
from __future__ import annotations

import threading
from typing import Any, Callable, Iterable

from moto import backends
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app

from . import further_services, gaps, one_at_a_time
from .emulator import Emulator
from .iam import enforcement
from .views.dispatch import PREFIX, Views
from .wire.server import WireServer

EXECUTE_API = "/_execute-api/"
CLOUDFRONT = "/_cloudfront/"
LOAD_BALANCER = "/_elb/"
AWS_HOSTS = "amazonaws.com"
LOAD_BALANCERS_HOSTS = ".elb.amazonaws.com"
LOOPBACK = ("127.0.0.1", "localhost", "")


class Front:
    """WSGI application: its own endpoints and the requests that AWS's services serve, everything else to moto."""

    def __init__(self, emulator: Emulator):
        self.emulator = emulator
        enforcement.install(emulator.options, emulator.calls)
        further_services.install()
        _list_modules_once()
        self.moto = DomainDispatcherApplication(self._create_service)
        self._views = Views(emulator)
        self._gateway: Any = None
        self._edge: Any = None
        self._lock = threading.Lock()

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        host = _host(environ)
        if host not in LOOPBACK and (not host.endswith(AWS_HOSTS) or host.endswith(LOAD_BALANCERS_HOSTS)):
            serve = self.edge.serving(host)
            if serve is not None:
                return serve(environ, start_response, host)
        if path.startswith(PREFIX):
            return self._views(environ, start_response)
        if path.startswith(EXECUTE_API):
            return self.gateway(environ, start_response)
        if path.startswith(CLOUDFRONT):
            return self.edge.cdn.at_prefix(environ, start_response)
        if path.startswith(LOAD_BALANCER):
            return self.edge.load_balancers.at_prefix(environ, start_response)
        if host not in LOOPBACK and not host.endswith(AWS_HOSTS) and self.gateway.knows_domain(host):
            return self.gateway.at_custom_domain(environ, start_response, host)
        enforcement.keep_body(environ)  # whole before its service is entered: a slow client holds nobody else
        return self.moto(environ, start_response)

    def _create_service(self, service: Any) -> Any:
        """moto imports a service at its first request; its gaps are closed at the same moment."""
        gaps.close(service, self.emulator)
        if self.emulator.instances is not None:
            self.emulator.instances.install(service)
        return one_at_a_time.serve(service, create_backend_app(service))

    @property
    def gateway(self) -> Any:
        """API Gateway's data plane; loaded at first use, as moto's services are."""
        with self._lock:
            if self._gateway is None:
                from .gateway.front import Gateway
                self._gateway = Gateway(self.emulator)
            return self._gateway

    @property
    def edge(self) -> Any:
        """CloudFront's and the load balancers' data planes."""
        with self._lock:
            if self._edge is None:
                from .cdn.edge import Edge
                self._edge = Edge(self.emulator)
            return self._edge


def _list_modules_once() -> None:
    """moto looks through its folder for each request, twice; what is installed does not change."""
    modules = tuple(backends.list_of_moto_modules())
    backends.list_of_moto_modules = lambda: iter(modules)


def _host(environ: dict) -> str:
    host = environ.get("HTTP_HOST", "")
    return (host.rpartition(":")[0] or host).lower()


class Server(WireServer):
    def __init__(self, emulator: Emulator):
        super().__init__(emulator.options.port, Front(emulator))

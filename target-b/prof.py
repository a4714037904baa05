import sys, json, cProfile, pstats, tempfile, threading, io, time
sys.path[:0]=['/tmp/wt-src/main/emulator','/tmp/wt-src/target-b']
from pathlib import Path
from tests.running import free_port
from tests.functions import FAKE_JAVA
import tests.running, bench
from tapstack_emulator import options
port=free_port(); d=tempfile.mkdtemp(dir='/tmp/wt-src/target-b')
o=options.parse(["--port",str(port),"--directory",d,"--java",FAKE_JAVA,"--runtime-classpath",__file__])
from tapstack_emulator.emulator import Emulator
from tapstack_emulator.functions.runtime import FunctionRuntime
from tapstack_emulator.server import Server
e=Emulator(o); e.functions=FunctionRuntime(e); s=Server(e)
threading.Thread(target=s.serve_forever,daemon=True).start()
class R:
    def __init__(self): self.port=port; self.url=f"http://127.0.0.1:{port}"
    client=tests.running.Running.client
bench.Running=R
r,base=bench.setup()
def call(m,p):
    env={"REQUEST_METHOD":m,"PATH_INFO":base+p,"REQUEST_URI":base+p,"QUERY_STRING":"","wsgi.input":io.BytesIO(),"HTTP_HOST":"127.0.0.1","emulator.headers":[("Host","127.0.0.1")],"SERVER_PROTOCOL":"HTTP/1.1","REMOTE_ADDR":"127.0.0.1"}
    st=[]
    s.app(env,lambda a,b:st.append(a)); return st[0]
for m,p,n in (("OPTIONS","/payment",2000),("GET","/payment/1",400)):
    call(m,p)
    t=time.perf_counter()
    for _ in range(n): call(m,p)
    print(m,f"{(time.perf_counter()-t)/n*1e6:.0f} us/request", call(m,p))
    pr=cProfile.Profile(); pr.enable()
    for _ in range(n): call(m,p)
    pr.disable(); pstats.Stats(pr).sort_stats("tottime").print_stats(14)
t=time.perf_counter()
for i in range(20000): e.journal.record("api","x","GET /a 200 in 3 ms",{"status":200,"a":i})
print("journal",(time.perf_counter()-t)/20000*1e6,"us/record")
for k in range(5):
    t=time.perf_counter()
    for _ in range(400): call("GET","/payment/1")
    print("batch",k,f"{(time.perf_counter()-t)/400*1e3:.2f} ms")
e.children.stop_all()
import os; os._exit(0)

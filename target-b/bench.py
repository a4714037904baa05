import sys, json, socket, threading, time
sys.path[:0]=['/tmp/wt-src/main/emulator']
from tests.running import Running
from tests.functions import zipped
from tests.openapi import document
FUNCTION="arn:aws:lambda:us-east-1:123456789012:function:api"
H='def handle(e,h):\n    return {"statusCode":200,"body":"{}"}\n'
def setup():
    r=Running()
    role=r.client("iam").create_role(RoleName="r",AssumeRolePolicyDocument="{}")["Role"]["Arn"]
    f=r.client("lambda"); f.create_function(FunctionName="api",Role=role,Runtime="java21",Handler="h",Code={"ZipFile":zipped(H)},Timeout=10)
    f.add_permission(FunctionName="api",StatementId="s",Action="lambda:InvokeFunction",Principal="apigateway.amazonaws.com")
    a=r.client("apigateway"); api=a.create_rest_api(name="p")["id"]
    a.put_rest_api(restApiId=api,mode="overwrite",body=json.dumps(document(FUNCTION)))
    d=a.create_deployment(restApiId=api)["id"]; a.create_stage(restApiId=api,stageName="v1",deploymentId=d)
    return r,f"/_execute-api/{api}/v1"
def run(port,method,path,conc,n):
    req=f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode()
    lat=[]; bad=[0]; it=iter(range(n)); lock=threading.Lock()
    def work():
        while True:
            with lock:
                if next(it,None) is None: return
            t=time.perf_counter()
            s=socket.create_connection(("127.0.0.1",port)); s.sendall(req)
            b=s.recv(65536); s.close()
            lat.append(time.perf_counter()-t)
            if b.split()[1] not in (b"200",b"204"): bad[0]+=1
    t=time.perf_counter(); th=[threading.Thread(target=work) for _ in range(conc)]
    [x.start() for x in th]; [x.join() for x in th]; dt=time.perf_counter()-t
    lat.sort(); print(f"{method} conc {conc}: {n/dt:.0f}/s p50 {lat[n//2]*1e3:.1f} ms p99 {lat[int(n*.99)]*1e3:.1f} ms bad {bad[0]}",flush=True)
if __name__=="__main__":
    r,base=setup()
    for m,p in (("GET","/_tapstack/health"),("OPTIONS",base+"/payment"),("GET",base+"/payment/1")):
        run(r.port,m,p,10,100)
        for c,n in ((1,300),(10,1500),(50,1500)): run(r.port,m,p,c,n)
    r.end()
